#include "core/record/limits.hpp"

#include "core/base/format.hpp"

namespace loopscope::record {
namespace {

std::string in_groups(std::size_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ' ');
    return digits;
}

std::string in_seconds(Nanos time) {
    std::string text = format_fixed(seconds(time), 3);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text + " s";
}

}  // namespace

std::string told(Reached reached, const Limits& limits) {
    switch (reached) {
        case Reached::End:
        case Reached::Interrupted: return {};
        case Reached::Events: return in_groups(limits.events) + " events";
        case Reached::LoopTime: return in_seconds(limits.loop_time) + " of loop time";
        case Reached::WallTime: return in_seconds(limits.wall_time);
    }
    return {};
}

}  // namespace loopscope::record
