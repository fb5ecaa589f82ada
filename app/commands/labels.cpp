#include "app/commands/command.hpp"

#include <cmath>
#include <cstdio>

namespace loopscope::app::commands {

std::string speed_label(double speed) {
    if (std::isinf(speed)) return "max";
    char text[16];
    std::snprintf(text, sizeof text, "%g×", speed);
    return text;
}

std::string speed_id(double speed) {
    if (std::isinf(speed)) return "speed/max";
    char text[24];
    std::snprintf(text, sizeof text, "speed/%g", speed);
    return text;
}

std::string_view granularity_label(trace::Granularity granularity) {
    switch (granularity) {
        case trace::Granularity::Beat: return "beat";
        case trace::Granularity::Callback: return "callback";
        case trace::Granularity::TaskStep: return "task step";
        case trace::Granularity::Turn: return "loop turn";
    }
    return "";
}

std::string granularity_id(trace::Granularity granularity) {
    switch (granularity) {
        case trace::Granularity::Beat: return "grain/beat";
        case trace::Granularity::Callback: return "grain/callback";
        case trace::Granularity::TaskStep: return "grain/task-step";
        case trace::Granularity::Turn: return "grain/turn";
    }
    return "";
}

std::string mode_id(lessons::Mode mode) {
    return "mode/" + std::string(lessons::mode_word(mode));
}

}  // namespace loopscope::app::commands
