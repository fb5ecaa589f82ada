// The window: its GL context, what comes in through it, and the sleep until something does. The only place
// that knows GLFW.
#pragma once

#include "app/input/event.hpp"
#include "app/platform/image.hpp"
#include "core/base/result.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace loopscope::app::platform {

struct WindowOptions {
    std::string title = "Loopscope";
    // At the scale of the screen; made smaller where the screen is.
    int width = 1600, height = 900;
};

// Everything on the thread that made it, but for wake(). One at a time.
class Window {
public:
    // The context is current afterwards. Without a display: an error that says so.
    static Result<std::unique_ptr<Window>> create(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    // Sleeps until something comes in, wake() is called, or so many seconds have passed; for ever without.
    void wait(std::optional<double> seconds);
    // On any thread, while the window is there.
    static void wake();
    // In the order in which it came; pointer positions are divided by `scale`, see set_scale().
    std::vector<input::Event> take_events();

    // Pixels of one design pixel; for events that come in from now on.
    void set_scale(float scale);
    // What the screen wants everything to be enlarged by.
    [[nodiscard]] float content_scale() const;
    [[nodiscard]] PixelSize pixels() const;
    // The same area as scripts that move the pointer count it; other than pixels() on some systems.
    [[nodiscard]] PixelSize points() const;

    void set_fullscreen(bool on);
    [[nodiscard]] bool fullscreen() const;
    void set_hand_cursor(bool hand);
    // Once true after the person asked for it.
    [[nodiscard]] bool close_asked() const;
    // The system has lost what was drawn, since the last call.
    bool take_damage();
    // Nobody can see it.
    [[nodiscard]] bool hidden() const;
    // The processor draws, so frames are expensive.
    [[nodiscard]] bool software() const;
    [[nodiscard]] std::string renderer() const;

    void present();

private:
    struct Inside;
    explicit Window(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace loopscope::app::platform
