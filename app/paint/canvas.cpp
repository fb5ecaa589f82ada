#include "app/paint/canvas.hpp"

#include "app/paint/gl_backend.hpp"
#include "app/paint/painter.hpp"
#include "app/paint/shaders.hpp"
#include "app/ui/fonts.hpp"

#include <cmath>

#include <epoxy/gl.h>

namespace loopscope::app::paint {

Canvas::Canvas(std::unique_ptr<ui::Fonts> fonts, const std::string& assets)
    : fonts_(std::move(fonts)), metrics_(*fonts_), context_(ImGui::CreateContext(&fonts_->atlas())) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    ImGui::GetStyle().CircleTessellationMaxError = 0.1F;
    shaders_ = std::make_unique<ShaderBank>(assets + "/shaders");
}

Canvas::~Canvas() {
    shaders_.reset();
    ImGui::SetCurrentContext(context_);
    if (ImGui::GetIO().BackendRendererUserData != nullptr) ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext(context_);
}

Result<std::unique_ptr<Canvas>> Canvas::create(const std::string& assets, float scale) {
    if (epoxy_gl_version() < 33)
        return Error{"there is no OpenGL 3.3", "", "a graphics driver, or Mesa's own, is needed"};
    auto fonts = ui::Fonts::load(assets + "/fonts", scale);
    if (!fonts) return fonts.error();
    std::unique_ptr<Canvas> canvas{new Canvas(std::move(fonts.value()), assets)};
    if (!ImGui_ImplOpenGL3_Init("#version 330 core")) {
        return Error{"OpenGL cannot be used", "", "is libGL installed?"};
    }
    return canvas;
}

float Canvas::scale() const {
    return fonts_->scale();
}

Result<float> Canvas::set_scale(float scale) {
    if (std::abs(scale - fonts_->scale()) < 1e-3F) return fonts_->scale();
    Result<float> done = fonts_->set_scale(scale);
    ImGui::SetCurrentContext(context_);
    reload_font_texture();
    return done;
}

void Canvas::draw(const stage::DisplayList& picture, platform::PixelSize size, stage::ThemeName name) {
    const stage::Theme& theme = stage::Theme::get(name);
    const stage::Rgba ground = theme.color(stage::ink(stage::Token::Background));
    glViewport(0, 0, size.width, size.height);
    glDisable(GL_SCISSOR_TEST);
    glClearColor(ground.r, ground.g, ground.b, 1);
    glClear(GL_COLOR_BUFFER_BIT);

    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(static_cast<float>(size.width), static_cast<float>(size.height));
    io.DeltaTime = 1.0F / 60.0F;
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    paint(picture, Target{list, theme, *fonts_, fonts_->scale(), {}, shaders_.get()});
    ImGui::Render();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    shaders_->end_frame();
}

}  // namespace loopscope::app::paint
