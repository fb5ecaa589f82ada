// The few places where Dear ImGui 1.86 and newer versions differ, so that the rest compiles with both. What
// has to do with GL is in app/paint/gl_backend.hpp.
#pragma once

#include <imgui.h>
#include <imgui_freetype.h>

namespace loopscope::app::ui::compat {

inline float font_pixels(const ImFont& font) {
#if IMGUI_VERSION_NUM >= 19200
    return font.LegacySize;
#else
    return font.FontSize;
#endif
}

inline float advance(ImFont& font, ImWchar glyph) {
#if IMGUI_VERSION_NUM >= 19200
    return font.GetFontBaked(font.LegacySize)->GetCharAdvance(glyph);
#else
    return font.GetCharAdvance(glyph);
#endif
}

struct GlyphBox {
    // Pixels from the top left of its place in the line.
    float left = 0, top = 0, right = 0, bottom = 0;
};
inline GlyphBox glyph_box(ImFont& font, ImWchar code) {
#if IMGUI_VERSION_NUM >= 19200
    const ImFontGlyph* glyph = font.GetFontBaked(font.LegacySize)->FindGlyph(code);
#else
    const ImFontGlyph* glyph = font.FindGlyph(code);
#endif
    return glyph == nullptr ? GlyphBox{} : GlyphBox{glyph->X0, glyph->Y0, glyph->X1, glyph->Y1};
}

inline bool has_glyph(ImFont& font, ImWchar code) {
#if IMGUI_VERSION_NUM >= 19200
    return font.IsGlyphInFont(code);
#else
    return font.FindGlyphNoFallback(code) != nullptr;
#endif
}

inline void use_freetype(ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM >= 19200
    atlas.SetFontLoader(ImGuiFreeType::GetFontLoader());
    atlas.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
#else
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas.TexDesiredWidth = 2048;
#endif
}

// From 1.92 on the glyphs are made when they are first drawn.
inline bool build(ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM >= 19200
    return atlas.Fonts.Size > 0;
#else
    return atlas.Build();
#endif
}

// The order of the last two arguments changed; the old one is a deleted overload since then.
template <class List>
void stroke_path(List& list, ImU32 color, bool closed, float thickness) {
    const ImDrawFlags flags = closed ? ImDrawFlags_Closed : ImDrawFlags_None;
    if constexpr (requires { list.PathStroke(color, flags, thickness); }) {
        list.PathStroke(color, flags, thickness);
    } else {
        list.PathStroke(color, thickness, flags);
    }
}

inline ImDrawCallback reset_render_state() {
#ifdef ImDrawCallback_ResetRenderState
    return ImDrawCallback_ResetRenderState;
#else
    return ImGui::GetPlatformIO().DrawCallback_ResetRenderState;
#endif
}

}  // namespace loopscope::app::ui::compat
