#include "core/lessons/sources.hpp"

namespace loopscope::lessons {

Listing listing(std::string_view file, std::string_view part) {
    const std::string begin = "// [" + std::string{part} + "]";
    const std::string end = "// [/" + std::string{part} + "]";
    Listing found{std::string{file}, 0, {}, {}};
    std::string_view rest = source_text(file);
    bool inside = false;
    for (std::uint32_t number = 1; !rest.empty(); ++number) {
        const auto stop = rest.find('\n');
        const std::string_view line = rest.substr(0, stop);
        rest = stop == std::string_view::npos ? std::string_view{} : rest.substr(stop + 1);
        if (line == begin) {
            inside = true;
            found.first_line = number + 1;
        } else if (line == end) {
            break;
        } else if (inside) {
            found.lines.emplace_back(line.starts_with("// [") ? std::string_view{} : line);
        }
    }
    return found;
}

}  // namespace loopscope::lessons
