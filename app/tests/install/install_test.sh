#!/usr/bin/env bash
# Installs into a directory of its own and runs the program from there: install_test.sh CMAKE BUILD_TREE
set -euo pipefail
cmake=$1
build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset DISPLAY WAYLAND_DISPLAY LOOPSCOPE_ASSETS LOOPSCOPE_KIT

"$cmake" --install "$build" --prefix "$work/usr" >/dev/null
program=$work/usr/bin/loopscope
"$program" --version
"$program" render two-tasks --size 640x480 --out "$work/picture.png"
[[ -s $work/picture.png ]]
for file in share/loopscope/fonts/Inter-Regular.otf share/loopscope/shaders share/applications/loopscope.desktop \
    share/icons/hicolor/scalable/apps/loopscope.svg share/doc/loopscope/LICENSE; do
    [[ -e $work/usr/$file ]] || { echo "$file was not installed"; exit 1; }
done
# Links into the build tree or the source tree would break as soon as these go away.
links=$(find "$work/usr" -type l)
[[ -z $links ]] || { echo "these are links: $links"; exit 1; }
# A lesson's own program is compiled with what was installed, and with nothing of the trees it came from.
kit=$work/usr/share/loopscope/kit.json
source_tree=$(cd "$(dirname "$0")/../../.." && pwd)
for tree in "$build" "$source_tree"; do
    ! grep -F "$tree/" "$kit" || { echo "$kit names $tree"; exit 1; }
done
XDG_CACHE_HOME=$work/cache "$program" check "$work/usr/share/loopscope/lessons/_own-program"
