# shellcheck shell=bash
# Installs what is missing on a supported system, and says in one sentence why it can't. Needs lib.sh and packages.sh.

backports_file=/etc/apt/sources.list.d/riskcast-backports.sources
archive_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# With sudo in front, the plugin would go into root's profile and build/ would belong to root.
refuse_sudo() {
  [[ -z ${SUDO_USER:-} ]] || fail "Run this script without sudo in front: it asks for sudo itself where it needs it."
}

# Sets debian_release to 12 or 13.
require_supported_system() {
  local id name version
  id=$(os_release ID) version=$(os_release VERSION_ID) name=$(os_release PRETTY_NAME)
  [[ $id == debian && ($version == 12 || $version == 13) ]] ||
    fail "This script supports Debian 12 and Debian 13, but this is ${name:-an unknown system}: see docs/install.md for building by hand."
  debian_release=$version
}

os_release() { sed -n "s/^$1=\"\\?\\([^\"]*\\)\"\\?$/\\1/p" /etc/os-release 2>/dev/null || true; }

# install_packages NAME…: installs those that are missing; reaches for the network only when some are.
install_packages() {
  local missing from_release=()
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  say "Packages to install: ${missing[*]}"
  require_root
  ((EUID == 0)) || after_interrupt="apt may still be at work, which cannot be stopped from here: wait for it before you run this again."
  try_step "Reading package lists" as_root apt-get update || true
  if [[ $debian_release == 12 ]]; then
    add_backports
    from_release=(-t bookworm-backports) # Debian 12 itself has QGIS 3.22
  fi
  try_step "Installing packages" as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "${from_release[@]}" "${missing[@]}" || fail_to_install
  after_interrupt=
}

missing_packages() {
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' || true)
  printf '%s\n' "$@" | grep -vxF -e "$installed" || true
}

# Asks sudo for `true`: `sudo -v` wants a password of the members of the group sudo even where another rule, as on images for
# clouds, spares them it. The steps that follow have no terminal, so sudo must not ask again.
require_root() {
  ((EUID != 0)) || return 0
  command -v sudo >/dev/null || fail "Packages are missing and you are not root: run this script as root, or install sudo."
  ! sudo -n true 2>/dev/null || return 0
  (: </dev/tty) 2>/dev/null ||
    fail "Packages are missing, and sudo does not let you install them without a password, which needs a terminal: run this script in one, or as root."
  { sudo true && sudo -n true; } || fail "Packages are missing, and sudo does not let you install them: run this script as root."
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# Takes the backports from the mirror that this machine already uses for Debian 12.
add_backports() {
  local mirror
  [[ -z $(apt_mirror 'Codename: bookworm-backports') ]] || return 0
  mirror=$(apt_mirror 'Codename: bookworm' 'Origin: Debian')
  [[ -n $mirror ]] || fail_to_install
  say "Debian 12 itself has QGIS 3.22, so its backports are added as a source of packages: $backports_file"
  printf '%s\n' "Types: deb" "URIs: $mirror" "Suites: bookworm-backports" "Components: main" "Signed-By: $archive_keyring" |
    as_root tee "$backports_file" >/dev/null
  try_step "Reading the backports' package list" as_root apt-get update || fail_to_install
}

apt_mirror() { apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "$@" | sed -n 1p; }

# package_problem PATTERN: the first thing that apt or dpkg complains about and that fits; nothing if there is none.
package_problem() { LC_ALL=C grep -aE '^(E|W|Err|dpkg: error)[: ]' "$log" | grep -aE -m 1 "$1" || true; }

fail_to_install() {
  local reason
  reason=$(package_problem 'resolv|connect|fetch|timed out')
  [[ -z $reason ]] || fail "The Debian mirror can't be reached ($reason): check the network and run this script again."
  reason=$(package_problem .)
  [[ -z $reason ]] || fail "The packages can't be installed ($reason): mend that and run this script again; $log has all that was said."
  fail_with_log "Installing packages"
}

require_qgis() {
  local minimum installed
  minimum=$(sed -n 's/^qgisMinimumVersion=//p' "$source_dir/metadata.txt")
  installed=$(sed -n 's/^#define _QGIS_VERSION "\([0-9.]*\).*/\1/p' /usr/include/qgis/qgsconfig.h)
  printf '%s\n' "$minimum" "$installed" | sort -VC ||
    fail "QGIS $installed is installed, but Riskcast needs $minimum or later: upgrade QGIS (docs/install.md says how) and run this script again."
}
