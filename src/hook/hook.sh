# The receiver of an agent's events, `hook.sh NODE PROGRAM PART...`, which an agent starts on
# each of them, many times a minute: Node alone takes longer to start than all of this.
#
# An event that only tells something is laid down for the engine, which watches the folder:
# PID.at, made before anything else, says when, and PID.event of whom and what. One that may
# be answered has one of the parts in it: the program in Node waits for the answer. It does
# the same for what cannot be laid down. Ends with 0 and says nothing, whatever goes wrong.
exec 2>/dev/null
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

text=
for word; do
  case $word in '{'*) text=$word ;; esac
done
# At a terminal a person has started it by hand.
[ -n "$text" ] || [ -t 0 ] || text=$(cat)
case $text in
  *[![:space:]]*) ;;
  *)
    [ -z "$at" ] || rm -f "$at"
    exit 0
    ;;
esac

asks=
for part; do
  case $part in '{'*) continue ;; esac
  case $text in *"$part"*) asks=yes ;; esac
done
# Of too many, or too much, the program knows what to keep.
[ ${#text} -le 65536 ] || asks=yes
set -- "$WTMUX_SPOOL"/*.event
[ $# -lt 1000 ] || asks=yes

if [ -z "$asks" ] && [ -n "$at" ]; then
  printf '%s\n%s' "$WTMUX_SESSION" "$text" >"$file.tmp" &&
    mv -f "$file.tmp" "$file.event" && exit 0
  rm -f "$file.tmp"
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
