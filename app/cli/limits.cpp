#include "app/cli/limits.hpp"

#include <fmt/format.h>

namespace loopscope::app::cli {
namespace {

const char* option_of(record::Reached reached) {
    switch (reached) {
        case record::Reached::Events: return "--max-events";
        case record::Reached::LoopTime: return "--max-loop-time";
        case record::Reached::WallTime: return "--max-time";
        case record::Reached::End:
        case record::Reached::Interrupted: break;
    }
    return "";
}

}  // namespace

std::string limit_text(record::Reached reached, const record::Limits& limits) {
    const std::string told = record::told(reached, limits);
    return told.empty() ? "" : fmt::format("stopped after {} ({} allows more)", told, option_of(reached));
}

}  // namespace loopscope::app::cli
