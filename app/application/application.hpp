// The window with its frame loop: input -> update -> picture -> screen, and sleep while nothing moves.
#pragma once

#include "app/frame_source.hpp"
#include "core/base/result.hpp"

#include <memory>
#include <string>

namespace loopscope::app::application {

struct ApplicationOptions {
    // Design pixels at scale 1.
    int width = 1600, height = 900;
    // Folder for scripts and tests, see automation.hpp; empty: none.
    std::string automation;
};

// One at a time, on the main thread. What it shows must be gone, or asleep, before it is.
class Application {
public:
    // Without a display: an error that says so.
    static Result<std::unique_ptr<Application>> create(const ApplicationOptions& options);
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    // On any thread: there is something new to look at.
    void wake();
    // Until the person or `source` ends it.
    Result<int> run(FrameSource& source);

private:
    struct Inside;
    explicit Application(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace loopscope::app::application
