// From one lesson to the next: the old run is stopped, the next one started, and its first picture painted.
#include "app/bench/rows.hpp"
#include "app/controller/controller.hpp"
#include "app/paint/png.hpp"
#include "app/platform/assets.hpp"
#include "core/bench/measure.hpp"
#include "core/lessons/deck.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace loopscope::bench {

std::vector<Row> switching_rows() {
    const std::string name = "to the next lesson, its first frame painted";
    const Result<std::string> assets = app::platform::find_assets();
    if (!assets) return {not_measured(name, assets.error().message())};
    Result<app::paint::Printer> printer = app::paint::Printer::create(1);
    if (!printer) return {not_measured(name, printer.error().message())};

    app::controller::ControllerOptions options;
    options.deck = std::make_shared<const lessons::Deck>(lessons::load_deck(assets.value() + "/lessons"));
    const std::vector<lessons::Lesson>& lessons = options.deck->lessons;
    app::controller::Controller controller(options);
    constexpr float kWidth = 1600, kHeight = 900;
    controller.handle(app::input::Resized{{kWidth, kHeight}});

    double now = 1, longest = 0;
    std::string slowest;
    std::vector<double> all;
    for (const lessons::Lesson& lesson : lessons) {
        const Stopwatch watch;
        controller.activate("lesson/" + lesson.id);
        controller.update(now += 0.02);
        const stage::DisplayList picture = controller.build({kWidth, kHeight}, printer->metrics());
        const auto painted = printer->paint(picture, {1600, 900}, stage::ThemeName::Dark);
        const double ms = watch.seconds() * 1e3;
        if (!painted) return {not_measured(name, painted.error().message())};
        if (controller.session().lesson() == nullptr || controller.session().lesson()->id != lesson.id)
            return {not_measured(name, lesson.id + " did not open")};
        all.push_back(ms);
        if (ms > longest) slowest = lesson.id;
        longest = std::max(longest, ms);
        // What is left behind is in the middle of its run.
        for (int i = 0; i < 10; ++i) controller.update(now += 0.1);
    }
    if (all.size() < 2) return {not_measured(name, "there are no two lessons")};
    return {
        at_most(name, longest, 100, "ms", fmt::format("{}; half within {:.0f} ms", slowest, median(all)))};
}

}  // namespace loopscope::bench
