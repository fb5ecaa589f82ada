// Pictures without a window: display list -> pixels -> PNG.
#pragma once

#include "app/paint/canvas.hpp"
#include "app/platform/image.hpp"
#include "app/platform/offscreen.hpp"
#include "core/base/result.hpp"

#include <memory>
#include <string>

namespace loopscope::app::paint {

// Has its own GL context, which is current on the thread that made it. One at a time, and none beside a
// window.
class Printer {
public:
    // `scale`: pixels of one design pixel. Finds the assets itself.
    static Result<Printer> create(float scale);

    // To lay the picture out with; in design pixels.
    [[nodiscard]] const stage::TextMetrics& metrics() const { return canvas_->metrics(); }
    // `size` in pixels.
    Result<platform::Image> paint(const stage::DisplayList& picture, platform::PixelSize size,
                                  stage::ThemeName theme);

private:
    Printer(std::unique_ptr<platform::Offscreen> screen, std::unique_ptr<Canvas> canvas)
        : screen_(std::move(screen)), canvas_(std::move(canvas)) {}

    // Outlives the canvas.
    std::unique_ptr<platform::Offscreen> screen_;
    std::unique_ptr<Canvas> canvas_;
};

Result<platform::PixelSize> write_png(const platform::Image& image, const std::string& path);

// All of it for one picture whose layout is known already.
Result<platform::PixelSize> render_png(const stage::DisplayList& picture, platform::PixelSize size,
                                       float scale, stage::ThemeName theme, const std::string& path);

}  // namespace loopscope::app::paint
