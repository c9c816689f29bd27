#!/bin/busybox sh
# /init of the guest in which tests meet a real kernel. Loads VFIO's modules, gives vfio-pci every PCI device that the command
# line names (uapi.devices=VENDOR:DEVICE,...), runs /test, and tells its status on the second serial line and to QEMU's exit device.
/bin/busybox --install -s /bin
mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
exec >/dev/ttyS1 2>&1 </dev/null
stty -F /dev/ttyS1 raw

while read -r module; do
    insmod "/modules/$module"
done </modules/order

wanted=,$(sed -n 's/.*uapi\.devices=\([^ ]*\).*/\1/p' /proc/cmdline),
for device in /sys/bus/pci/devices/*; do
    vendor=$(cat "$device/vendor")
    id=$(cat "$device/device")
    case $wanted in
        *,${vendor#0x}:${id#0x},*)
            name=${device##*/}
            [ ! -e "$device/driver" ] || echo "$name" >"$device/driver/unbind"
            echo vfio-pci >"$device/driver_override"
            echo "$name" >/sys/bus/pci/drivers_probe
            ;;
    esac
done

export HOME=/tmp PATH=/bin
/test
status=$?
echo "@@GUEST-END rc=$status"

# isa-debug-exit: QEMU ends with twice the status and one. Whoever sees the end by another way saw no result.
printf "\\$(printf %03o "$status")" | dd of=/dev/port bs=1 seek=$((0xf4)) count=1 2>/dev/null
poweroff -f
