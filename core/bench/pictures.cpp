// What pictures of a run cost, wherever the playhead is: at ten million events hardly more than at ten
// thousand.
#include "core/bench/measure.hpp"
#include "core/bench/rows.hpp"
#include "core/bench/ten_million.hpp"
#include "core/slides/anatomy/anatomy.hpp"
#include "core/slides/loop/loop_slide.hpp"
#include "core/slides/loop/rows.hpp"
#include "core/slides/mini/mini_timeline.hpp"

#include <functional>
#include <memory>
#include <random>

#include <fmt/format.h>

namespace loopscope::bench {

namespace {

constexpr int kPictures = 300;
constexpr Mix kSmall{.events = 10'000, .alive = 100};
constexpr Mix kLarge{.events = 10'000'000, .alive = 100'000};
constexpr stage::Vec2 kWindow{1600, 900};

// Text as wide as the interface font's on the average.
class Widths final : public stage::TextMetrics {
public:
    [[nodiscard]] float width(stage::Font, std::string_view text) const override {
        return 8 * static_cast<float>(text.size());
    }
    [[nodiscard]] float line_height(stage::Font) const override { return 24; }
};

// What a window keeps of a run in order to draw it.
struct Shown {
    explicit Shown(const Mix& mix) : run(made_up_run(mix)) {}

    timeline::Timeline run;
    std::shared_ptr<slides::LoopRows> rows = std::make_shared<slides::LoopRows>();
    slides::LoopSlide loop{rows};
    slides::MiniTimeline mini{rows};
};

using Build = std::function<stage::DisplayList(Shown&, const slides::Frame&)>;

// us a picture, the playhead anywhere.
std::vector<double> measure(Shown& shown, stage::Vec2 size, const Build& build) {
    static const Widths widths;
    std::mt19937 random(11);
    std::vector<double> us;
    for (int i = 0; i <= kPictures; ++i) {
        slides::Frame frame;
        frame.timeline = &shown.run;
        frame.metrics = &widths;
        frame.size = size;
        frame.playhead.position = random() % (shown.run.size() + 1);
        frame.playhead.time = shown.run.time_at(frame.playhead.position);
        const Stopwatch watch;
        keep(build(shown, frame));
        // The first one reads the run.
        if (i > 0) us.push_back(watch.ns() / 1e3);
    }
    return us;
}

}  // namespace

std::vector<Row> picture_rows() {
    Shown small(kSmall), large(kLarge);
    std::vector<Row> rows;
    const auto add = [&](const std::string& what, stage::Vec2 size, const Build& build) {
        const double before = median(measure(small, size, build));
        const std::vector<double> us = measure(large, size, build);
        const std::string name = what + " at 10 M events, 1 M tasks";
        rows.push_back(at_most(name, median(us) / 1e3, 1.0, "ms",
                               fmt::format("99 of 100 {:.2g} ms", quantile(us, 0.99) / 1e3)));
        rows.push_back(at_most(name + " / at 10 k", median(us) / before, 1.5, "",
                               fmt::format("{:.2g} ms, {:.2g} ms", median(us) / 1e3, before / 1e3)));
    };
    add("loop slide", kWindow,
        [](Shown& shown, const slides::Frame& frame) { return shown.loop.build(frame).list; });
    add("mini timeline", {kWindow.x, 110},
        [](Shown& shown, const slides::Frame& frame) { return shown.mini.build(frame); });
    add("anatomy", kWindow, [](Shown&, const slides::Frame& frame) { return slides::anatomy({frame, 0}); });
    const auto events = static_cast<double>(large.run.size());
    const auto pictures = static_cast<double>(large.rows->memory() + large.mini.memory());
    const auto timeline = static_cast<double>(large.run.memory());
    rows.push_back(at_most("memory of 10 M events, with what the window keeps to show them",
                           (timeline + pictures) / events, 48, "B an event",
                           fmt::format("of it pictures {:.3g} B", pictures / events)));
    return rows;
}

}  // namespace loopscope::bench
