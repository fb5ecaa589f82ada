// What the processor does for one frame: the window as a display list, and that as triangles. No GL is
// involved.
#include "app/bench/rows.hpp"
#include "app/cli/finished_run.hpp"
#include "app/controller/controller.hpp"
#include "app/paint/painter.hpp"
#include "app/platform/assets.hpp"
#include "app/ui/fonts.hpp"
#include "app/ui/text_metrics.hpp"
#include "app/views/table.hpp"
#include "core/bench/measure.hpp"
#include "core/lessons/deck.hpp"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_internal.h>

namespace loopscope::bench {

namespace {

constexpr int kFrames = 300;
constexpr double kTasks = 200;
constexpr stage::Vec2 kWindow{1600, 900};

// An ImGui context that draws nothing anywhere.
class Triangles {
public:
    explicit Triangles(const app::ui::Fonts& fonts)
        : fonts_(fonts), context_(ImGui::CreateContext(&fonts.atlas())) {
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = ImVec2(kWindow.x, kWindow.y);
        io.DeltaTime = 1.0F / 60.0F;
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    }
    ~Triangles() { ImGui::DestroyContext(context_); }
    Triangles(const Triangles&) = delete;
    Triangles& operator=(const Triangles&) = delete;

    void paint(const stage::DisplayList& picture) {
        ImGui::NewFrame();
        const auto& theme = stage::Theme::get(stage::ThemeName::Dark);
        app::paint::paint(picture, {*ImGui::GetBackgroundDrawList(), theme, fonts_, 1, {}, nullptr});
        ImGui::Render();
        keep(*ImGui::GetDrawData());
    }

private:
    const app::ui::Fonts& fonts_;
    ImGuiContext* context_;
};

// us a frame, at moments spread over the whole run.
std::vector<double> measure(app::controller::Controller& controller, const stage::TextMetrics& metrics,
                            Triangles& triangles) {
    app::session::Session& session = controller.session();
    const std::size_t events = session.timeline().size();
    std::vector<double> us;
    double now = 10;
    for (std::size_t i = 0; i <= kFrames; ++i) {
        const double share = static_cast<double>(i) / kFrames;
        if (session.race_shown())
            session.ask(app::session::ScrubRace{share});
        else
            session.ask(app::session::Seek{static_cast<std::size_t>(share * static_cast<double>(events))});
        const Stopwatch watch;
        controller.update(now += 0.02);
        triangles.paint(controller.build(kWindow, metrics));
        us.push_back(watch.ns() / 1e3);
    }
    return us;
}

}  // namespace

std::vector<Row> frame_rows() {
    const std::string name = "a frame with 200 tasks, processor only";
    const Result<std::string> assets = app::platform::find_assets();
    if (!assets) return {not_measured(name, assets.error().message())};
    Result<std::unique_ptr<app::ui::Fonts>> fonts = app::ui::Fonts::load(assets.value() + "/fonts", 1);
    if (!fonts) return {not_measured(name, fonts.error().message())};
    const app::ui::FontMetrics metrics(*fonts.value());
    Triangles triangles(*fonts.value());

    app::controller::ControllerOptions options;
    options.deck =
        std::make_shared<const lessons::Deck>(lessons::load_deck(assets.value() + "/lessons/05-two-tasks"));
    options.autoplay = false;
    options.start = app::cli::finished_runs({});
    options.threading = record::Keeper::Threading::Caller;
    app::controller::Controller controller(std::move(options));
    controller.session().set_value("tasks", kTasks);

    std::vector<Row> rows;
    for (const app::ViewEntry& view : app::views::table()) {
        const std::string id = view.command();
        controller.activate(id);
        for (int i = 0; i < 8; ++i) controller.update(1 + i);
        const std::vector<double> us = measure(controller, metrics, triangles);
        rows.push_back(at_most(name + ", " + id, median(us) / 1e3, 1.0, "ms",
                               fmt::format("99 of 100 {:.2g} ms", quantile(us, 0.99) / 1e3)));
    }
    return rows;
}

}  // namespace loopscope::bench
