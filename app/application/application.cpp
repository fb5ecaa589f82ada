#include "app/application/application.hpp"

#include "app/application/automation.hpp"
#include "app/application/pacing.hpp"
#include "app/paint/canvas.hpp"
#include "app/paint/same.hpp"
#include "app/platform/assets.hpp"
#include "app/platform/offscreen.hpp"
#include "app/platform/window.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

namespace loopscope::app::application {

using platform::PixelSize;
using platform::Window;

namespace {

constexpr float kLeastScale = 0.25F, kMostScale = 8.0F;

}  // namespace

struct Application::Inside {
    // Outlives the canvas, which needs its context.
    std::unique_ptr<Window> window;
    std::unique_ptr<paint::Canvas> canvas;
    std::unique_ptr<Automation> automation;
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();

    // What is on the screen.
    stage::DisplayList shown;
    PixelSize size;
    bool dark = true;
    // It has to be drawn again though the picture may be the same.
    bool stale = true;

    // The last size that the source was told.
    stage::Vec2 told;
    Pace pace;
    FrameCounts counts;

    [[nodiscard]] double now() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    }

    void take_input(FrameSource& source);
    Result<float> fit(FrameSource& source);
    void draw(FrameSource& source);
    void put_on_screen(const FrameSource& source);
    void publish(const FrameSource& source);
};

Application::Application(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Application::~Application() = default;

Result<std::unique_ptr<Application>> Application::create(const ApplicationOptions& options) {
    auto inside = std::make_unique<Inside>();
    const auto assets = platform::find_assets();
    if (!assets) return assets.error();
    auto window = Window::create({"Loopscope", options.width, options.height});
    if (!window) return window.error();
    inside->window = std::move(window.value());
    auto canvas = paint::Canvas::create(assets.value(), inside->window->content_scale());
    if (!canvas) return canvas.error();
    inside->canvas = std::move(canvas.value());
    inside->pace.frame = inside->window->software() ? kFrameInSoftware : kFrame;
    inside->counts.renderer = inside->window->renderer();
    if (!options.automation.empty()) {
        inside->automation = std::make_unique<Automation>(options.automation, [] { Window::wake(); });
    }
    return std::unique_ptr<Application>{new Application(std::move(inside))};
}

void Application::wake() {
    Window::wake();
}

void Application::Inside::take_input(FrameSource& source) {
    for (const input::Event& event : window->take_events()) {
        source.handle(event);
        ++counts.events;
        pace.due = true;
    }
}

// Brings the window to what the source wants, and the source to what the window is.
Result<float> Application::Inside::fit(FrameSource& source) {
    window->set_fullscreen(source.fullscreen());
    // What the source wants may depend on the size that it is told: twice settles it.
    for (int i = 0; i < 2; ++i) {
        const float scale = std::clamp(window->content_scale() * source.scale(), kLeastScale, kMostScale);
        if (std::abs(scale - canvas->scale()) > 1e-3F) {
            Result<float> done = canvas->set_scale(scale);
            if (!done) return done;
            stale = true;
        }
        window->set_scale(canvas->scale());
        const PixelSize pixels = window->pixels();
        const stage::Vec2 design{static_cast<float>(pixels.width) / canvas->scale(),
                                 static_cast<float>(pixels.height) / canvas->scale()};
        if (!(pixels == size)) stale = true;
        size = pixels;
        if (design == told) break;
        told = design;
        source.handle(input::Resized{design});
        stale = true;
    }
    if (source.dark() != dark) stale = true;
    dark = source.dark();
    if (window->take_damage()) stale = true;
    return canvas->scale();
}

void Application::Inside::draw(FrameSource& source) {
    ++counts.builds;
    stage::DisplayList picture = source.build(told, canvas->metrics());
    const bool shot = automation && automation->shot_wanted();
    if (!stale && !shot && paint::same(picture, shown)) return;
    shown = std::move(picture);
    stale = false;
    put_on_screen(source);
}

void Application::Inside::put_on_screen(const FrameSource& source) {
    canvas->draw(shown, size, source.dark() ? stage::ThemeName::Dark : stage::ThemeName::Light);
    if (automation && automation->shot_wanted()) automation->deliver(platform::read_pixels(size));
    window->present();
    if (++counts.frames == 1) {
        platform::finish_drawing();
        counts.first_frame_ms = milliseconds_since_start();
    }
}

void Application::Inside::publish(const FrameSource& source) {
    if (!automation) return;
    counts.idle = !pace.animating && !pace.due && !stale && !pace.wakes_soon();
    const PixelSize points = window->points();
    const double per_design =
        told.x > 0 ? static_cast<double>(points.width) / static_cast<double>(told.x) : 1.0;
    automation->publish(source, counts, points, per_design);
}

Result<int> Application::run(FrameSource& source) {
    Inside& in = *inside_;
    for (;;) {
        in.take_input(source);
        in.pace.now = in.now();
        source.update(in.pace.now);
        if (source.quit() || in.window->close_asked()) return 0;

        const Result<float> fitted = in.fit(source);
        if (!fitted) return fitted.error();
        // Whatever woke the loop may have changed something.
        if (in.pace.may_draw() && !in.window->hidden() && in.size.width > 0 && in.size.height > 0) {
            in.pace.last_frame = in.pace.now;
            in.draw(source);
            in.pace.due = false;
        } else {
            in.pace.due = !in.window->hidden();
        }
        in.window->set_hand_cursor(source.pointing());
        in.pace.animating = source.animating() && !in.window->hidden();
        in.pace.wake = source.next_wake();
        in.publish(source);
        in.pace.now = in.now();
        in.window->wait(in.pace.sleep());
    }
}

}  // namespace loopscope::app::application
