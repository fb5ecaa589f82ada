// What the application shows and tells of input: all that the frame loop knows of the program behind the
// window.
#pragma once

#include "app/input/event.hpp"
#include "core/stage/display_list.hpp"

#include <optional>
#include <string>
#include <vector>

namespace loopscope::app {

// Called on the window's thread only. Times are seconds of a steady clock that begins near 0.
class FrameSource {
public:
    FrameSource() = default;
    virtual ~FrameSource() = default;
    FrameSource(const FrameSource&) = delete;
    FrameSource& operator=(const FrameSource&) = delete;

    virtual void handle(const input::Event& event) = 0;
    virtual void update(double now) = 0;
    // The whole window at the moment of the last update(). The same moment gives the same picture: one that
    // equals the picture on the screen is not drawn again.
    virtual stage::DisplayList build(stage::Vec2 size, const stage::TextMetrics& metrics) = 0;

    // Something moves: a frame is wanted as soon as the screen can take one.
    [[nodiscard]] virtual bool animating() const = 0;
    // When update() is to be called at the latest though nothing comes in; nothing: sleep until something
    // does.
    [[nodiscard]] virtual std::optional<double> next_wake() const = 0;
    // How much larger than the screen's own scale the person wants it.
    [[nodiscard]] virtual float scale() const = 0;
    [[nodiscard]] virtual bool dark() const = 0;
    [[nodiscard]] virtual bool fullscreen() const = 0;
    [[nodiscard]] virtual bool quit() const = 0;
    // The pointer is over something that can be clicked.
    [[nodiscard]] virtual bool pointing() const { return false; }

    // For scripts and tests: one JSON object, and the places that can be clicked in the last picture.
    [[nodiscard]] virtual std::string state_json() const = 0;
    [[nodiscard]] virtual const std::vector<stage::HotItem>& hots() const = 0;
};

}  // namespace loopscope::app
