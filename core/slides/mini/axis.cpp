#include "core/slides/mini/axis.hpp"

#include "core/base/format.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace loopscope::slides {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr float kTickRoom = 96;

// What is known of the time to come: no timer lies behind the end of the axis, as far as it goes.
std::int64_t known_end(const Frame& frame) {
    const timeline::Timeline& timeline = *frame.timeline;
    const timeline::State& head = timeline.state_at(timeline.size());
    std::int64_t end = std::max(timeline.time_at(timeline.size()), frame.playhead.time);
    if (head.ended) return end;
    for (const timeline::ThreadState& thread : head.threads) {
        if (const auto timers = head.timers(thread.id, 1); !timers.empty())
            end = std::max(end, timers.front().deadline);
        if (thread.blocking && thread.block_ns > 0) end = std::max(end, thread.block_since + thread.block_ns);
    }
    return end;
}

// 1, 2 or 5 times a power of ten, at least `least`.
std::int64_t nice_step(double least) {
    constexpr std::array<std::int64_t, 3> kFactors{1, 2, 5};
    for (std::int64_t power = 1; power < 1'000'000'000'000'000'000; power *= 10) {
        for (const std::int64_t factor : kFactors) {
            if (static_cast<double>(factor * power) >= least) return factor * power;
        }
    }
    return 1'000'000'000'000'000'000;
}

}  // namespace

float MiniAxis::x(std::int64_t time) const {
    const double share = std::clamp(static_cast<double>(time) / static_cast<double>(end), 0.0, 1.0);
    return left + static_cast<float>(share) * (right - left);
}

std::int64_t MiniAxis::time(float at) const {
    if (!(right > left)) return 0;
    const double share = std::clamp(static_cast<double>((at - left) / (right - left)), 0.0, 1.0);
    return static_cast<std::int64_t>(std::llround(share * static_cast<double>(end)));
}

MiniAxis mini_axis(const Frame& frame) {
    MiniAxis axis;
    axis.left = frame.size.x < 480 ? 64.0F : 104.0F;
    axis.right = std::max(axis.left + 1, frame.size.x - 10);
    if (frame.timeline == nullptr) return axis;
    std::int64_t end = known_end(frame);
    // Nothing is known yet.
    if (end <= 0) end = kSecond;
    const double ticks = std::max(1.0, static_cast<double>((axis.right - axis.left) / kTickRoom));
    axis.step = nice_step(static_cast<double>(end) / ticks);
    // A little beyond, so that what happens at the end has its place.
    const std::int64_t half = std::max<std::int64_t>(1, axis.step / 2);
    axis.end = (end + end / 50 + half - 1) / half * half;
    return axis;
}

std::string tick_text(const MiniAxis& axis, std::int64_t time) {
    struct Unit {
        std::int64_t ns;
        const char* name;
    };
    constexpr std::array<Unit, 3> kUnits{{{kSecond, " s"}, {1'000'000, " ms"}, {1'000, " µs"}}};
    const Unit* unit =
        std::find_if(kUnits.begin(), kUnits.end() - 1, [&](const Unit& u) { return axis.end >= u.ns; });
    int decimals = 0;
    for (std::int64_t step = axis.step; step % unit->ns != 0 && decimals < 3; step *= 10) ++decimals;
    return format_fixed(static_cast<double>(time) / static_cast<double>(unit->ns), decimals) + unit->name;
}

}  // namespace loopscope::slides
