// `uapigen diff` from linux 6.1 to 7.3: forty changes of every kind, each read in both headers and restated here in a few lines of C.
// What each must be called is what it does to a program that was built, or written, for 6.1.
using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace UapiGen.Tool.Tests;

public sealed class DiffSampleTests : IDisposable
{
    private readonly HeaderDirectory _headers = new();

    public void Dispose() => _headers.Dispose();

    [Theory]
    // Records that grew.
    [InlineData("struct btf_header { __u32 str_off, str_len; };", "struct btf_header { __u32 str_off, str_len, layout_off, layout_len; };", "extending grown btf_header")]
    [InlineData("struct smcd_diag_dmbinfo { __u64 token; };", "struct smcd_diag_dmbinfo { __u64 token, peer_gid_ext; };", "extending grown smcd_diag_dmbinfo")]
    [InlineData("struct bnxt_re_cq_resp { __u32 phase, rsvd; };", "struct bnxt_re_cq_resp { __u32 phase, rsvd; __u64 comp_mask; };", "extending grown bnxt_re_cq_resp")]
    [InlineData("struct vfio_device_info { __u32 argsz, flags, cap_offset; };", "struct vfio_device_info { __u32 argsz, flags, cap_offset, pad; };", "extending grown-self-size vfio_device_info")]
    [InlineData("struct ublk_params { __u32 len, types; };", "struct ublk_params { __u32 len, types; struct { __u32 major, minor; } devt; };", "extending grown-self-size ublk_params")]
    [InlineData(
        "struct v4l2_meta_format { __u32 dataformat, buffersize; }; struct v4l2_format { __u32 type; union { struct v4l2_meta_format meta; __u8 raw_data[200]; } fmt; };",
        "struct v4l2_meta_format { __u32 dataformat, buffersize, width; }; struct v4l2_format { __u32 type; union { struct v4l2_meta_format meta; __u8 raw_data[200]; } fmt; };",
        "extending grown v4l2_meta_format", "extending member-type-grown v4l2_format.fmt.meta")]
    // Bytes that were reserved, or padding.
    [InlineData("struct fscrypt_add_key_arg { __u32 key_id, __reserved[8]; __u8 raw[]; };", "struct fscrypt_add_key_arg { __u32 key_id, flags, __reserved[7]; __u8 raw[]; };", "extending reserved-carved fscrypt_add_key_arg.flags")]
    [InlineData("struct io_cqring_offsets { __u32 flags, resv1; __u64 resv2; };", "struct io_cqring_offsets { __u32 flags, resv1; __u64 user_addr; };", "extending reserved-carved io_cqring_offsets.user_addr")]
    [InlineData("struct ptp_clock_caps { int adjust_phase, rsv[12]; };", "struct ptp_clock_caps { int adjust_phase, max_phase_adj, rsv[11]; };", "extending reserved-carved ptp_clock_caps.max_phase_adj")]
    [InlineData("struct opal_key { __u8 lr, key_len, __align[6], key[256]; };", "struct opal_key { __u8 lr, key_len, key_type, __align[5], key[256]; };", "extending reserved-carved opal_key.key_type")]
    [InlineData("struct tcphdr { __u16 res1:4, doff:4, fin:1; };", "struct tcphdr { __u16 ae:1, res1:3, doff:4, fin:1; };", "extending reserved-carved tcphdr.ae")]
    [InlineData("struct efa_resp { __u32 cmds_supp_udata_mask; __u8 reserved_a0[8]; };", "struct efa_resp { __u32 cmds_supp_udata_mask; __u32 inline_buf_size_ex; __u8 reserved_b0[4]; };", "extending reserved-carved efa_resp.inline_buf_size_ex")]
    [InlineData("struct xdp_umem_reg { __u64 addr; __u32 flags; };", "struct xdp_umem_reg { __u64 addr; __u32 flags, tx_metadata_len; };", "extending padding-used xdp_umem_reg.tx_metadata_len")]
    [InlineData("struct vfio_device_ioeventfd { __u64 data; __s32 fd; };", "struct vfio_device_ioeventfd { __u64 data; __s32 fd; __u32 reserved; };", "harmless padding-named vfio_device_ioeventfd.reserved")]
    [InlineData("struct fastrpc_ioctl_capability { __u32 domain, attribute_id; };", "struct fastrpc_ioctl_capability { __u32 unused, attribute_id; };", "source member-retired fastrpc_ioctl_capability.domain")]
    // Other names, and other views of the same bytes.
    [InlineData("struct vfio_pci_dependent_device { __u32 group_id; __u16 segment; };", "struct vfio_pci_dependent_device { union { __u32 group_id; __u32 devid; }; __u16 segment; };", "extending member-alternative vfio_pci_dependent_device.devid")]
    [InlineData(
        "struct btrfs_defrag { __u32 compress_type; __u32 unused[4]; };", "struct btrfs_defrag { union { __u32 compress_type; struct { __u8 type; __s8 level; } compress; }; __u32 unused[4]; };",
        "extending member-alternative btrfs_defrag.compress.type", "extending member-alternative btrfs_defrag.compress.level")]
    [InlineData("struct usb_cdc_country { __u8 iDate; __le16 wCountyCode0; };", "struct usb_cdc_country { __u8 iDate; __le16 wCountryCode0; };", "source member-renamed usb_cdc_country.wCountyCode0")]
    [InlineData("struct acrn { struct { __u8 b[16]; } uuid; __u64 vm_flag; };", "struct acrn { __u8 uuid[16]; __u64 vm_flag; };", "source member-renamed acrn.uuid.b")]
    [InlineData("struct virtio_hash { __le16 csum; __le16 num; __le32 hash_value; };", "struct virtio_hash { __le16 csum; __le16 num; __le16 hash_value_lo, hash_value_hi; };", "source member-split virtio_hash.hash_value", "source record-alignment virtio_hash")]
    [InlineData("struct nbd_reply { __be32 magic, error; char handle[8]; };", "struct nbd_reply { __be32 magic, error; union { __be64 cookie; char handle[8]; }; };", "extending member-alternative nbd_reply.cookie", "source record-alignment nbd_reply")]
    // Types.
    [InlineData("struct vfio_region { __u64 size; };", "struct vfio_region { __aligned_u64 size; };")]
    [InlineData("struct dsa_hw_desc { unsigned long src_addr; };", "struct dsa_hw_desc { __u64 src_addr; };", "harmless type-same dsa_hw_desc.src_addr")]
    [InlineData("struct vt_mode { char mode; short relsig; };", "struct vt_mode { __u8 mode; __s16 relsig; };", "source type-sign vt_mode.mode")]
    [InlineData("struct rt0_hdr { __u32 reserved; __u32 addr[0]; };", "struct rt0_hdr { __u32 reserved; __u32 addr[]; };", "harmless type-same rt0_hdr.addr")]
    [InlineData("struct usb_str { __u8 bLength, bType; __le16 wData[1]; };", "struct usb_str { __u8 bLength, bType; union { __le16 legacy_padding; struct { struct { } none; __le16 wData[]; }; }; };", "harmless tail-array usb_str.wData", "extending member-alternative usb_str.legacy_padding")]
    // Constants.
    [InlineData("enum { ATTR_A, __ATTR_MAX, ATTR_MAX = __ATTR_MAX - 1 };", "enum { ATTR_A, ATTR_B, __ATTR_MAX, ATTR_MAX = __ATTR_MAX - 1 };", "extending limit-grown __ATTR_MAX", "extending limit-grown ATTR_MAX", "extending added ATTR_B")]
    [InlineData("enum { NFT_A, __NFT_META_IIFTYPE };", "enum { NFT_A, NFT_BROUTE, __NFT_META_IIFTYPE, NFT_IIFHWADDR };", "extending limit-grown __NFT_META_IIFTYPE", "extending added NFT_BROUTE", "extending added NFT_IIFHWADDR")]
    [InlineData("#define SEGV_ACCERR 2\n#define NSIGSEGV 9", "#define SEGV_ACCERR 2\n#define SEGV_CPERR 10\n#define NSIGSEGV 10", "extending limit-grown NSIGSEGV", "extending added SEGV_CPERR")]
    [InlineData("#define FF_RUMBLE 0x50\n#define FF_EFFECT_MIN FF_RUMBLE", "#define FF_HAPTIC 0x4f\n#define FF_RUMBLE 0x50\n#define FF_EFFECT_MIN FF_HAPTIC", "extending limit-grown FF_EFFECT_MIN", "extending added FF_HAPTIC")]
    [InlineData("#define FUTEX_CMD_MASK ~(128 | 256)", "#define FUTEX_CMD_MASK ~(128 | 256 | 512)", "extending mask-grown FUTEX_CMD_MASK")]
    [InlineData("#define UFFD_API_RANGE_IOCTLS ((__u64)1 << 2 | (__u64)1 << 3)", "#define UFFD_API_RANGE_IOCTLS ((__u64)1 << 2 | (__u64)1 << 3 | (__u64)1 << 8)", "extending mask-grown UFFD_API_RANGE_IOCTLS")]
    [InlineData("#define NFSEXP_ALLFLAGS 0x3FEFF", "#define NFSEXP_ALLFLAGS 0x3FFFF", "extending mask-grown NFSEXP_ALLFLAGS")]
    [InlineData("#define LINUX_VERSION_SUBLEVEL 187", "#define LINUX_VERSION_SUBLEVEL 4", "extending version LINUX_VERSION_SUBLEVEL")]
    [InlineData("#define MEDIA_ENT_FL_CONNECTOR (1 << 1)", "#define MEDIA_ENT_FL_CONNECTOR (1U << 1)", "harmless value-type MEDIA_ENT_FL_CONNECTOR")]
    [InlineData("#define PORT_TILEGX 103", "", "source removed PORT_TILEGX")]
    [InlineData("enum { MIB_NUM, MIB_INPKTS, MIB_FORW, MIB_OUT };", "enum { MIB_NUM, MIB_INPKTS, MIB_ECT, MIB_FORW, MIB_OUT };", "breaking value-changed MIB_FORW", "breaking value-changed MIB_OUT", "extending added MIB_ECT")]
    // Requests.
    [InlineData("#define BINDER_VERSION _IOWR('b', 9, int)", "enum { BINDER_VERSION = _IOWR('b', 9, int) };", "harmless kind-changed BINDER_VERSION")]
    [InlineData("#define PPPOEIOCSFWD _IOW(0xB1, 0, int)", "", "source removed PPPOEIOCSFWD")]
    // And a member of which a part was given away.
    [InlineData("struct ublksrv_ctrl_cmd { __u64 addr; __u64 data[2]; };", "struct ublksrv_ctrl_cmd { __u64 addr; __u64 data[1]; __u16 dev_path_len, pad; __u32 reserved; };", "breaking member-resized ublksrv_ctrl_cmd.data")]
    public void Change_FromLinux61To73_HasItsClass(string old, string @new, params string[] expected)
    {
        const string Base = "#include <linux/types.h>\n#include <linux/ioctl.h>\n";
        ToolRun run = ToolRun.Of("diff", _headers.Add("old/a.h", Base + old + "\n"), _headers.Add("new/a.h", Base + @new + "\n"), "--format", "json");

        Assert.Equal("", run.Error);
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            run.Json.GetProperty("changes").EnumerateArray().Select(Describe).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Any(change => change.StartsWith("breaking", StringComparison.Ordinal)) ? 1 : 0, run.ExitCode);
    }

    private static string Describe(JsonElement change) =>
        $"{change.GetProperty("class").GetString()} {change.GetProperty("rule").GetString()} {change.GetProperty("name").GetString()}";
}
