// The parts of the painter: from one item in design pixels to strokes in pixels.
#pragma once

#include "app/paint/brush.hpp"
#include "app/paint/painter.hpp"

namespace loopscope::app::paint {

class Artist {
public:
    explicit Artist(const Target& target) : target_(target), brush_(target.list) {}

    void draw(const stage::LineItem& item);
    void draw(const stage::ArrowItem& item);
    void draw(const stage::BoxItem& item);
    void draw(const stage::HatchItem& item);
    void draw(const stage::DiscItem& item);
    void draw(const stage::ArcItem& item);
    void draw(const stage::PolyItem& item);
    void draw(const stage::TextItem& item);
    void draw(const stage::IconItem& item);
    void draw(const stage::BadgeItem& item);
    void draw(const stage::GlowItem& item);
    void draw(const stage::ClipItem& item);
    void draw(const stage::HotItem&) {}
    void draw(const stage::ShaderItem& item);

    // Pops what the picture left pushed.
    void finish();

private:
    [[nodiscard]] Vec2 px(Vec2 p) const { return p * target_.scale + target_.offset; }
    [[nodiscard]] float px(float length) const { return length * target_.scale; }
    [[nodiscard]] ImU32 color(stage::Ink ink) const;
    [[nodiscard]] DashPattern pattern(stage::Dash dash, float width) const;
    // Whether anything within these pixels can be seen.
    [[nodiscard]] bool visible(Vec2 from, Vec2 to) const;
    void half_disc(Vec2 center, float radius, float towards, ImU32 ink);
    // `middle` in pixels.
    // `shrink` below 1 draws the letters smaller than their font.
    void write(std::string_view text, stage::Font font, Vec2 middle, stage::Align align, ImU32 ink,
               float shrink = 1);

    const Target& target_;
    Brush brush_;
    int clips_ = 0;
};

// `size` and `center` in pixels.
void draw_icon(Brush& brush, stage::Icon icon, Vec2 center, float size, ImU32 color);

}  // namespace loopscope::app::paint
