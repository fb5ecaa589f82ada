// A GL context and a frame buffer without any window system: EGL without a surface. Makes no use of X or
// GLFW.
#pragma once

#include "app/platform/image.hpp"
#include "core/base/result.hpp"

#include <memory>

namespace loopscope::app::platform {

class Offscreen {
public:
    // The context is current on the calling thread afterwards.
    static Result<std::unique_ptr<Offscreen>> create();
    ~Offscreen();
    Offscreen(const Offscreen&) = delete;
    Offscreen& operator=(const Offscreen&) = delete;

    // What is drawn from now on goes into a frame buffer of this size.
    Result<PixelSize> begin(PixelSize size);
    // Waits for the drawing and reads it.
    [[nodiscard]] Image read() const;

private:
    struct Context;
    explicit Offscreen(std::unique_ptr<Context> context);
    std::unique_ptr<Context> context_;
    PixelSize size_;
};

// The lower left `size` pixels of the frame buffer that is bound for reading.
Image read_pixels(PixelSize size);
// Returns once everything that was drawn is there.
void finish_drawing();

}  // namespace loopscope::app::platform
