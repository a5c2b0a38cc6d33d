"""Which packages of the standard library change nothing that their arguments reach."""

from __future__ import annotations

PURE_PACKAGES: frozenset[str] = frozenset(
    (
        *("bytes", "cmp", "errors", "fmt", "html", "math", "math/big", "math/bits", "math/cmplx"),
        *("mime", "net", "net/netip", "net/textproto", "net/url", "os", "os/user"),
        *("path", "path/filepath", "reflect", "regexp", "regexp/syntax", "runtime"),
        *("runtime/debug", "strconv", "strings", "syscall", "time", "unicode"),
        *("unicode/utf16", "unicode/utf8", "unique", "go/build", "go/version", "text/template"),
        *("crypto", "crypto/hmac", "crypto/md5", "crypto/sha1", "crypto/sha256", "crypto/sha512"),
        *("crypto/x509", "crypto/x509/pkix", "crypto/tls", "crypto/rsa"),
        *("crypto/ecdsa", "crypto/elliptic", "hash", "hash/adler32", "hash/crc32"),
        *("hash/crc64", "hash/fnv", "hash/maphash", "encoding/ascii85", "encoding/base32"),
        *("encoding/base64", "encoding/hex", "encoding/json", "encoding/pem"),
        *("encoding/xml", "encoding/csv", "html/template", "text/template/parse"),
    )
)
