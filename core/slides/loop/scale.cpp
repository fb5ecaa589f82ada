#include "core/slides/loop/scale.hpp"

#include <algorithm>
#include <array>

namespace loopscope::slides {
namespace {

constexpr double kAxis = 640;  // the whole of a run in true time is at most so tall, but for what crowds
constexpr std::size_t kLevels = 64;

// What the axis is for: 1, 2, 5, 10 µs and so on.
const std::array<double, kLevels>& axis_spans() {
    static const std::array<double, kLevels> all = [] {
        std::array<double, kLevels> made{};
        double span = 1000;
        for (std::size_t i = 0; i < kLevels; ++i) {
            made[i] = span;
            span *= i % 3 == 1 ? 2.5 : 2;
        }
        return made;
    }();
    return all;
}

}  // namespace

RowScale::RowScale(std::int64_t end, bool true_time) {
    if (!true_time || end <= 0) return;
    const auto span =
        std::lower_bound(axis_spans().begin(), axis_spans().end() - 1, static_cast<double>(end));
    per_ns_ = kAxis / *span;
    level_ = static_cast<std::uint8_t>(span - axis_spans().begin() + 1);
}

double RowScale::distance(double room, std::int64_t passed) const {
    return std::max(room, static_cast<double>(passed) * per_ns_);
}

double room_between(const Row* above, RowKind kind) {
    const auto own = static_cast<double>(height_above(kind));
    return above == nullptr ? own : own + static_cast<double>(height_below(above->kind));
}

void Stretches::add(double room, std::int64_t passed) {
    // The scales at which time wins are those of the shorter spans.
    const double longest = kAxis * static_cast<double>(passed) / room;
    const auto level = static_cast<std::uint8_t>(
        std::lower_bound(axis_spans().begin(), axis_spans().end(), longest) - axis_spans().begin());
    if (level == 0) return;
    auto step = std::find_if(steps_.begin(), steps_.end(), [&](const Step& s) { return s.level == level; });
    if (step == steps_.end()) step = steps_.insert(step, Step{0, 0, level});
    step->passed += passed;
    step->room += static_cast<float>(room);
}

double Stretches::beyond_order(const RowScale& scale) const {
    if (scale.level() == 0) return 0;
    double sum = 0;
    for (const Step& step : steps_) {
        if (step.level >= scale.level())
            sum += static_cast<double>(step.passed) * scale.per_ns() - static_cast<double>(step.room);
    }
    return sum;
}

}  // namespace loopscope::slides
