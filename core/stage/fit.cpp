#include "core/stage/fit.hpp"

#include <algorithm>
#include <vector>

namespace loopscope::stage {
namespace {

constexpr std::size_t kMostBytesInAPixel = 8;

// Where a text may be cut: in front of each code point of UTF-8.
std::vector<std::size_t> starts(std::string_view text) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) found.push_back(i);
    }
    return found;
}

std::string cut(std::string_view text, std::size_t bytes) {
    text = text.substr(0, bytes);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return std::string(text) + std::string(kEllipsis);
}

}  // namespace

std::string fit(const TextMetrics& metrics, Font font, std::string_view text, float width) {
    if (text.empty() || !(width > 0)) return {};
    // Somebody may have printed a megabyte: what can't be in view is not measured. No letter is so narrow.
    const std::size_t enough = 64 + static_cast<std::size_t>(std::min(width, 1e6F)) * kMostBytesInAPixel;
    const bool whole = text.size() <= enough;
    if (!whole) text = text.substr(0, enough);
    if (whole && metrics.width(font, text) <= width) return std::string(text);
    const std::vector<std::size_t> places = starts(text);
    // The last place that still fits; widths grow with the length, near enough.
    std::size_t least = 0, most = places.empty() ? 0 : places.size() - 1;
    while (least < most) {
        const std::size_t middle = (least + most + 1) / 2;
        if (metrics.width(font, cut(text, places[middle])) <= width) {
            least = middle;
        } else {
            most = middle - 1;
        }
    }
    return least == 0 ? std::string() : cut(text, places[least]);
}

}  // namespace loopscope::stage
