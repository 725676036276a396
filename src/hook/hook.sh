# The receiver of an agent's events, `hook.sh NODE PROGRAM PART...`, which an agent starts on
# each of them, many times a minute: Node alone takes longer to start than all of this.
#
# An event is laid down for the engine, which watches the folder: PID.at, made before anything
# else, says when, and PID.event of whom and what, PID.part of one that is too long or whose
# end does not come. One that has one of the parts in it may be answered: it is laid down as
# PID.ask, and PID.wait, a pipe, brings words of the engine. What cannot be laid down is for
# the program in Node. Ends with 0, whatever goes wrong, and says nothing but the answer.
exec 2>/dev/null
trap 'exit 0' EXIT
node=$1 program=$2
shift 2
[ -n "$WTMUX_SESSION" ] && [ -n "$WTMUX_SPOOL" ] || exit 0
LC_ALL=C
umask 077
# What is there already is never written into: it may be a link.
set -C
file=$WTMUX_SPOOL/$$
at=
[ -d "$WTMUX_SPOOL" ] && [ -O "$WTMUX_SPOOL" ] && true >"$file.at" && at=$file.at

whole() {
  printf %s "$text"
}

beginning() {
  printf %s "$text" | head -c 65536
}

# `lay_down FILE WHAT`
lay_down() {
  { printf '%s\n' "$WTMUX_SESSION" && $2; } >"$file.tmp" && mv -f "$file.tmp" "$1" && return
  rm -f "$file.tmp"
  return 1
}

# Waits for the answer, but not for an engine that does not say soon that it has taken the
# event. One that comes later, or comes again, says so too, and asks anew.
ask() {
  mkfifo "$file.wait" || return
  exec 3<>"$file.wait"
  exec 4<"$file.wait" 5>"$file.wait" 3>&-
  # The end of the pipe comes with the end of this, which alone has it open for writing.
  sleep 5 </dev/null >&5 4<&- 5>&- &
  timer=$!
  exec 5>&-
  if ! lay_down "$file.ask" whole; then
    kill "$timer"
    rm -f "$file.wait"
    return
  fi
  read -r said <&4 || exit 0
  exec 3<>"$file.wait"
  kill "$timer"
  while [ "$said" = taken ]; do read -r said <&4; done
  # The pipe stays open until all is read: then the engine clears away.
  [ "$said" != answer ] || exec cat "$file.answer"
  exit 0
}

# The input to its end, or what has come of it when an agent has kept it open for too long:
# then there is PID.late. Of a pipe cat hands on at once what it has read.
input() {
  cat <&6 6<&- &
  reader=$!
  {
    clock=
    trap '[ -z "$clock" ] || kill "$clock"; exit' TERM
    sleep 2 &
    clock=$!
    wait "$clock"
    [ -z "$at" ] || true >"$file.late"
    kill "$reader"
  } </dev/null >/dev/null 6<&- &
  timer=$!
  wait "$reader"
  kill "$timer"
}

text=
late=
for word; do
  case $word in '{'*) text=$word ;; esac
done
# At a terminal a person has started it by hand.
if [ -z "$text" ] && ! [ -t 0 ]; then
  exec 6<&0
  text=$(input | head -c 1048577)
  # The agent is to be rid of all of it.
  [ ${#text} -le 1048576 ] || input >/dev/null
  [ ! -e "$file.late" ] || { late=yes && rm -f "$file.late"; }
fi
case $text in
  *[![:space:]]*) ;;
  *)
    # That nothing came in time is told, too.
    [ -z "$late" ] || { lay_down "$file.part" beginning && exit 0; }
    [ -z "$at" ] || rm -f "$at"
    exit 0
    ;;
esac

asks=
for part; do
  case $part in '{'*) continue ;; esac
  case $text in *"$part"*) asks=yes ;; esac
done
# An engine that was killed leaves its socket and comes again; one that went down does not.
most=65536
[ ! -S "$WTMUX_HOOKS" ] || most=1048576
# Of too many, the program knows which to keep.
set -- "$WTMUX_SPOOL"/*.event "$WTMUX_SPOOL"/*.part "$WTMUX_SPOOL"/*.ask
if [ -n "$at" ] && [ $# -lt 1000 ]; then
  if [ -n "$late" ] || [ ${#text} -gt $most ]; then
    lay_down "$file.part" beginning && exit 0
  elif [ -n "$asks" ] && [ -S "$WTMUX_HOOKS" ]; then
    ask
  else
    lay_down "$file.event" whole && exit 0
  fi
fi
export WTMUX_EVENT_AT="$at"
# Become the program, so that who ends the hook ends it.
if [ -n "$at" ] && printf %s "$text" >"$file.text"; then
  exec 3<"$file.text"
  rm -f "$file.text"
  exec "$node" "$program" <&3 3<&-
fi
printf %s "$text" | "$node" "$program"
exit 0
