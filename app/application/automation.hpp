// A folder through which scripts and tests see what the window shows, without guessing at times:
//   state.json   what the program says of itself
//   hot.json     the places that can be clicked, in the units of the pointer, from the window's top left
//   frame.json   {"frames", "events", "idle", "first_frame_ms", ...}: frames drawn, events handled, whether
//   nothing moves shot         made by the script; the next picture goes to shot.png, then the file is taken
//   away
// Each is replaced as a whole, frame.json last.
#pragma once

#include "app/application/watch.hpp"
#include "app/frame_source.hpp"
#include "app/platform/image.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

namespace loopscope::app::application {

struct FrameCounts {
    // Drawn.
    std::uint64_t frames = 0;
    // Pictures made; those that looked the same were not drawn.
    std::uint64_t builds = 0;
    // Of input, handled.
    std::uint64_t events = 0;
    // From the start of the process until it was on the screen.
    double first_frame_ms = 0;
    // Nothing moves: only input, or the program, or a clock much later, makes the next frame.
    bool idle = false;
    std::string renderer;

    friend bool operator==(const FrameCounts&, const FrameCounts&) = default;
};

class Automation {
public:
    // `wake` is called on another thread when a picture is asked for. Makes the folder.
    Automation(std::string folder, std::function<void()> wake);
    ~Automation() = default;
    Automation(const Automation&) = delete;
    Automation& operator=(const Automation&) = delete;

    // `points` per design pixel.
    void publish(const FrameSource& source, const FrameCounts& counts, platform::PixelSize points_size,
                 double points);
    [[nodiscard]] bool shot_wanted() const { return shot_wanted_; }
    void deliver(const platform::Image& image);

private:
    void replace(const char* name, const std::string& text) const;

    std::string folder_;
    // As written last.
    std::string state_, hot_, frame_;
    std::atomic<bool> shot_wanted_;
    FolderWatch watch_;
};

// Since the process was started, not since main().
double milliseconds_since_start();

}  // namespace loopscope::app::application
