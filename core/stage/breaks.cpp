#include "core/stage/breaks.hpp"

#include <algorithm>
#include <array>

namespace loopscope::stage {
namespace {

bool ends_in_number(std::string_view word) {
    return !word.empty() && word.back() >= '0' && word.back() <= '9';
}

bool is_unit(std::string_view word) {
    constexpr std::array<std::string_view, 14> kUnits{"s",   "ms",  "µs",  "ns", "min", "h",  "B",
                                                      "KiB", "MiB", "GiB", "kB", "MB",  "GB", "%"};
    while (!word.empty() && std::string_view(".,;:!?)").find(word.back()) != std::string_view::npos)
        word.remove_suffix(1);
    return std::find(kUnits.begin(), kUnits.end(), word) != kUnits.end();
}

std::size_t next_space(std::string_view text, std::size_t from) {
    return std::min(text.find_first_of(" \n", from), text.size());
}

}  // namespace

std::size_t word_end(std::string_view text, std::size_t at) {
    const std::size_t end = next_space(text, at);
    if (end >= text.size() || text[end] != ' ' || !ends_in_number(text.substr(at, end - at))) return end;
    const std::size_t next = next_space(text, end + 1);
    return is_unit(text.substr(end + 1, next - end - 1)) ? next : end;
}

}  // namespace loopscope::stage
