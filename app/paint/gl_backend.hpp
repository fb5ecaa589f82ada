// Dear ImGui's GL backend, and where its versions differ.
#pragma once

#include <backends/imgui_impl_opengl3.h>

#include <imgui.h>

namespace loopscope::app::paint {

// After the atlas was built anew, with its ImGui context current. From 1.92 on the texture follows by itself.
inline void reload_font_texture() {
#if IMGUI_VERSION_NUM < 19200
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

}  // namespace loopscope::app::paint
