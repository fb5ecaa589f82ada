// Text from elsewhere, before it reaches a terminal.
#pragma once

#include <string>
#include <string_view>

namespace loopscope {

// With every control character but line feed and tab written out ("\x1b", "\u009b"): a title must not be able
// to clear a screen or to type into a shell.
inline std::string printable(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string shown;
    shown.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        const bool c1 = byte == 0xC2 && next >= 0x80 && next < 0xA0;
        if (!c1 && (byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7F))) {
            shown += text[i];
            continue;
        }
        const unsigned control = c1 ? next : byte;
        shown += c1 ? "\\u00" : "\\x";
        shown += kDigits[control >> 4];
        shown += kDigits[control & 15];
        if (c1) ++i;
    }
    return shown;
}

}  // namespace loopscope
