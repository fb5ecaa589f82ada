#include "core/slides/mini_timeline.hpp"

namespace loopscope::slides {

struct MiniTimeline::Memory {};

MiniTimeline::MiniTimeline() : memory_(std::make_unique<Memory>()) {}
MiniTimeline::~MiniTimeline() = default;
MiniTimeline::MiniTimeline(MiniTimeline&&) noexcept = default;
MiniTimeline& MiniTimeline::operator=(MiniTimeline&&) noexcept = default;

stage::DisplayList MiniTimeline::build(const Frame&) {
    return {};
}
stage::DisplayList mini_timeline(const Frame& frame) {
    return MiniTimeline().build(frame);
}
std::int64_t time_at_x(const Frame&, float) {
    return 0;
}
float x_at_time(const Frame&, std::int64_t) {
    return 0;
}

}  // namespace loopscope::slides
