# Sourced: an apt of our own below artifacts/uapi, so that nothing of the system changes. The mirror is the system's.
#
# use_private_apt NAME SUITE   writes the configuration and exports APT_CONFIG; lists are kept in artifacts/uapi/apt-NAME
# attempt COMMAND...           runs a command until it succeeds, five times at most
uapi_root=$PWD/artifacts/uapi
mkdir -p "$uapi_root"

# Several test processes may come here at once.
exec 9>"$uapi_root/.lock"
flock 9

use_private_apt() {
    local work=$uapi_root/apt-$1 suite=$2
    mkdir -p "$work"/{lists,cache/archives}/partial "$work/sources"
    if [ -f /etc/apt/sources.list.d/debian.sources ]; then
        awk 'BEGIN { RS = ""; ORS = "\n\n" } /Suites:[^\n]*-updates/ { print; exit }' /etc/apt/sources.list.d/debian.sources \
            | sed "/^#/d; s/^Suites:.*/Suites: $suite/" >"$work/sources/$1.sources"
    else
        local mirror
        mirror=$(awk '$1 == "deb" && $3 !~ /security/ && $2 ~ /debian/ { print $2; exit }' /etc/apt/sources.list)
        echo "deb $mirror $suite main" >"$work/sources/$1.list"
    fi

    cat >"$work/apt.conf" <<CONF
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$work/sources";
Dir::State::lists "$work/lists";
Dir::Cache "$work/cache";
APT::Sandbox::User "root";
Acquire::Retries "3";
CONF
    export APT_CONFIG=$work/apt.conf
}

attempt() {
    local pause
    for pause in 3 6 9 12 15; do
        "$@" && return 0
        sleep $pause
    done
    return 1
}
