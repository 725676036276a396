# Says what `hook.sh` handed on, and takes the file away that says when, as the program does.
cat
if [ -p /dev/stdin ]; then
  echo ' from a pipe'
else
  echo " from a file that is gone, started at ${WTMUX_EVENT_AT%/*}"
fi
[ -z "$WTMUX_EVENT_AT" ] || rm "$WTMUX_EVENT_AT"
