#include "core/slides/subjects.hpp"

#include <algorithm>

namespace loopscope::slides {
namespace {

using trace::Kind;

// A frame asks this for a few rows: a look back over a whole long run would show.
constexpr std::size_t kFarthestBack = 4096;

std::string text_behind(const timeline::Timeline& timeline, std::size_t position, Kind kind,
                        std::int64_t object) {
    position = std::min(position, timeline.size());
    const std::size_t least = position > kFarthestBack ? position - kFarthestBack : 0;
    for (std::size_t i = position; i-- > least;) {
        const trace::Event& e = timeline[i];
        if (e.kind == kind && e.object == object)
            return timeline.tables().string(static_cast<trace::StringId>(e.arg));
    }
    return {};
}

}  // namespace

std::string label_of_descriptor(const timeline::Timeline& timeline, std::size_t position, std::int64_t fd) {
    return text_behind(timeline, position, Kind::FdWatched, fd);
}

std::string command_of_process(const timeline::Timeline& timeline, std::size_t position, std::int64_t pid) {
    return text_behind(timeline, position, Kind::ProcessSpawned, pid);
}

std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return text;
}

bool is_pipe(std::string_view label) {
    return label == "input" || label.starts_with("input of ") || label.starts_with("output of ");
}

std::string_view program_of(std::string_view command) {
    return command.substr(0, command.find(' '));
}

}  // namespace loopscope::slides
