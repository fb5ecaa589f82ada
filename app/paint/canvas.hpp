// Draws display lists with GL: the fonts, the shaders and what Dear ImGui needs for it, in one.
#pragma once

#include "app/platform/image.hpp"
#include "app/ui/text_metrics.hpp"
#include "core/base/result.hpp"
#include "core/stage/display_list.hpp"
#include "core/stage/theme.hpp"

#include <memory>
#include <string>

struct ImGuiContext;

namespace loopscope::app::paint {

class ShaderBank;

class Canvas {
public:
    // `assets`: see platform::find_assets. The window's GL 3.3 context is current now and at every later
    // call, the destructor's too. Each window has a canvas of its own, with its own scale.
    static Result<std::unique_ptr<Canvas>> create(const std::string& assets, float scale);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    // Rasterises the fonts anew where the scale is another one; some 20 ms.
    Result<float> set_scale(float scale);
    [[nodiscard]] float scale() const;
    // In design pixels at the current scale.
    [[nodiscard]] const stage::TextMetrics& metrics() const { return metrics_; }

    // Fills the frame buffer that is bound, `size` pixels of it, with the theme's background and the picture.
    void draw(const stage::DisplayList& picture, platform::PixelSize size, stage::ThemeName theme);

private:
    Canvas(std::unique_ptr<ui::Fonts> fonts, const std::string& assets);

    std::unique_ptr<ui::Fonts> fonts_;
    ui::FontMetrics metrics_;
    // Made current by every call: another canvas may have been at work in between.
    ImGuiContext* context_ = nullptr;
    std::unique_ptr<ShaderBank> shaders_;
};

}  // namespace loopscope::app::paint
