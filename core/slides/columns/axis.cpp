#include "core/slides/columns/axis.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace loopscope::slides {
namespace {

constexpr float kMostSlot = 26;
constexpr float kMostShare = 0.42F;       // of the height, that instants may take
constexpr float kMostShareDense = 0.12F;  // ... when there are so many that a slot is a hairline anyway
constexpr float kTickDistance = 38;

struct Candidate {
    std::int64_t from = 0;
    std::size_t lane = 0;
};

std::vector<Candidate> collect(std::span<const ColumnRun* const> runs, std::int64_t shortest) {
    std::vector<Candidate> found;
    std::size_t lane_number = 0;
    for (const ColumnRun* run : runs) {
        if (run == nullptr) continue;
        for (const RunLane& lane : run->lanes()) {
            for (const Stretch& s : lane.on) {
                if (s.doing == Doing::Runs && s.to - s.from <= shortest)
                    found.push_back({s.from, lane_number});
            }
            ++lane_number;
        }
    }
    std::sort(found.begin(), found.end(),
              [](const Candidate& a, const Candidate& b) { return a.from < b.from; });
    return found;
}

// The number of lanes is found on the way: `lane` counts over all runs.
std::vector<RaceAxis::Instant> cluster(const std::vector<Candidate>& found, std::int64_t tolerance) {
    std::vector<RaceAxis::Instant> instants;
    std::vector<std::pair<std::size_t, int>> counts;  // by lane: the instant counted for, and the count
    for (const Candidate& c : found) {
        if (instants.empty() || c.from > instants.back().from + tolerance)
            instants.push_back({c.from, c.from, 0, 0});
        RaceAxis::Instant& instant = instants.back();
        instant.to = c.from;
        if (counts.size() <= c.lane) counts.resize(c.lane + 1, {0, 0});
        auto& [counted, count] = counts[c.lane];
        if (counted != instants.size()) {
            counted = instants.size();
            count = 0;
        }
        instant.slots = std::max(instant.slots, ++count);
    }
    return instants;
}

}  // namespace

RaceAxis::RaceAxis(std::span<const ColumnRun* const> runs, float top, float height)
    : top_(top), height_(std::max(height, 1.0F)) {
    for (const ColumnRun* run : runs) {
        if (run != nullptr) end_ = std::max(end_, run->end());
    }
    // A step is short when its true height would be less than a label needs.
    const auto shortest =
        static_cast<std::int64_t>(static_cast<double>(end_) * 12.0 / static_cast<double>(height_));
    instants_ = cluster(collect(runs, shortest), end_ / 500);
    int slots = 0;
    for (const Instant& instant : instants_) slots += instant.slots;
    if (slots > 0) {
        slot_ = std::min(kMostSlot, height_ * kMostShare / static_cast<float>(slots));
        if (slot_ < 4) slot_ = height_ * kMostShareDense / static_cast<float>(slots);
    }
    const float free = height_ - slot_ * static_cast<float>(slots);
    // What lies inside an instant has no height of its own.
    std::int64_t within = 0;
    for (const Instant& instant : instants_) within += instant.to - instant.from;
    scale_ = end_ > within ? static_cast<double>(free) / static_cast<double>(end_ - within) : 0;
    double y = top_;
    std::int64_t last = 0;
    for (Instant& instant : instants_) {
        y += scale_ * static_cast<double>(instant.from - last);
        instant.y = static_cast<float>(y);
        y += static_cast<double>(slot_) * instant.slots;
        last = instant.to;
    }
}

const RaceAxis::Instant* RaceAxis::instant(std::int64_t time) const {
    const auto next = std::upper_bound(instants_.begin(), instants_.end(), time,
                                       [](std::int64_t t, const Instant& i) { return t < i.from; });
    if (next == instants_.begin()) return nullptr;
    const Instant& instant = *std::prev(next);
    return time <= instant.to ? &instant : nullptr;
}

float RaceAxis::y(RacePoint point) const {
    const auto next = std::upper_bound(instants_.begin(), instants_.end(), point.time,
                                       [](std::int64_t t, const Instant& i) { return t < i.from; });
    if (next == instants_.begin()) return top_ + static_cast<float>(scale_ * static_cast<double>(point.time));
    const Instant& instant = *std::prev(next);
    const float height = slot_ * static_cast<float>(instant.slots);
    if (point.time > instant.to)
        return instant.y + height + static_cast<float>(scale_ * static_cast<double>(point.time - instant.to));
    // Exact where all of it is one time; spread out in order where it is a few ns.
    const auto span = static_cast<float>(instant.to - instant.from + 1);
    const float share =
        (static_cast<float>(point.time - instant.from) + std::clamp(point.within, 0.0F, 1.0F)) / span;
    return instant.y + height * share;
}

bool RaceAxis::is_short(const Stretch& stretch) const {
    return stretch.doing == Doing::Runs &&
           static_cast<double>(stretch.to - stretch.from) <=
               static_cast<double>(end_) * 12.0 / static_cast<double>(height_);
}

const char* RaceAxis::unit() const {
    return end_ >= 1'000'000'000 ? "s" : end_ >= 1'000'000 ? "ms" : "µs";
}

std::vector<RaceAxis::Tick> RaceAxis::ticks() const {
    if (end_ <= 0) return {{top_, "0"}};
    const double unit_ns = end_ >= 1'000'000'000 ? 1e9 : end_ >= 1'000'000 ? 1e6 : 1e3;
    const double least = scale_ > 0 ? static_cast<double>(kTickDistance) / scale_ : static_cast<double>(end_);
    double step = std::pow(10.0, std::floor(std::log10(std::max(least, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (step * factor >= least) {
            step *= factor;
            break;
        }
    }
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step / unit_ns) - 1e-9)), 0, 6);
    std::vector<Tick> ticks;
    for (int i = 0; i <= 64; ++i) {
        const double time = step * i;
        if (time > static_cast<double>(end_) * 1.0000001) break;
        std::array<char, 40> label{};
        std::snprintf(label.data(), label.size(), "%.*f", i == 0 ? 0 : decimals, time / unit_ns);
        ticks.push_back({before(static_cast<std::int64_t>(time)), label.data()});
    }
    return ticks;
}

double RaceAxis::ns_per_pixel() const {
    return scale_ > 0 ? 1.0 / scale_ : 1e9 / static_cast<double>(height_);
}

std::int64_t RaceAxis::length() const {
    return static_cast<std::int64_t>(static_cast<double>(after(end_) - top_) * ns_per_pixel());
}

RacePoint RaceAxis::point_at(std::int64_t passed) const {
    // Rounding must not leave a race that is over a hair before its end: the flags wait for it.
    if (passed >= length()) return {end_, 1};
    double left = static_cast<double>(std::max<std::int64_t>(0, passed)) / ns_per_pixel();  // pixels
    std::int64_t last = 0;
    for (const Instant& instant : instants_) {
        const double gap = scale_ * static_cast<double>(instant.from - last);
        if (left < gap) return {last + static_cast<std::int64_t>(left / scale_), 1};
        left -= gap;
        const double height = static_cast<double>(slot_) * instant.slots;
        if (left < height) {
            const double share = left / height;
            if (instant.to == instant.from) return {instant.from, static_cast<float>(share)};
            return {instant.from +
                        static_cast<std::int64_t>(share * static_cast<double>(instant.to - instant.from)),
                    1};
        }
        left -= height;
        last = instant.to;
    }
    if (scale_ <= 0) return {end_, 1};
    return {std::min(end_, last + static_cast<std::int64_t>(left / scale_)), 1};
}

std::int64_t RaceAxis::passed(RacePoint point) const {
    return static_cast<std::int64_t>(static_cast<double>(y(point) - top_) * ns_per_pixel());
}

}  // namespace loopscope::slides
