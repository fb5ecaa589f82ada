#include "core/lessons/sources.hpp"

namespace loopscope::lessons {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view without_blanks_behind(std::string_view text) {
    return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

void append(Listing& listing, std::string_view line, const std::string& comment) {
    const std::size_t mark = line.rfind(comment + "~");
    const std::string_view tag = mark == std::string_view::npos ? "" : line.substr(mark + comment.size() + 1);
    listing.lines.emplace_back(without_blanks_behind(line.substr(0, mark)));
    listing.tags.emplace_back(without_blanks_behind(tag));
}

}  // namespace

Listing listing(const Source& source, std::string_view part) {
    const std::string comment = source.file.ends_with(".py") ? "# " : "// ";
    const std::string begin = comment + "[" + std::string{part} + "]";
    const std::string end = comment + "[/" + std::string{part} + "]";
    Listing found{source.file, 0, {}, {}};
    std::string_view rest = source.text;
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
            append(found, line.starts_with(comment + "[") ? std::string_view{} : line, comment);
        }
    }
    return found;
}

}  // namespace loopscope::lessons
