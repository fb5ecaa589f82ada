#include "app/paint/painter.hpp"

#include "app/paint/artist.hpp"
#include "app/paint/shaders.hpp"

#include <cmath>
#include <variant>

namespace loopscope::app::paint {

ImU32 Artist::color(stage::Ink ink) const {
    const stage::Rgba c = target_.theme.color(ink);
    return ImGui::ColorConvertFloat4ToU32(ImVec4(c.r, c.g, c.b, c.a));
}

bool Artist::visible(Vec2 from, Vec2 to) const {
    const ImVec2 low = target_.list.GetClipRectMin(), high = target_.list.GetClipRectMax();
    return to.x >= low.x && from.x <= high.x && to.y >= low.y && from.y <= high.y;
}

void Artist::draw(const stage::ClipItem& item) {
    if (item.push) {
        const Vec2 from = px(Vec2{item.box.x, item.box.y}),
                   to = px(Vec2{item.box.right(), item.box.bottom()});
        target_.list.PushClipRect(ImVec2(std::round(from.x), std::round(from.y)),
                                  ImVec2(std::round(to.x), std::round(to.y)), true);
        ++clips_;
    } else if (clips_ > 0) {
        target_.list.PopClipRect();
        --clips_;
    }
}

void Artist::finish() {
    for (; clips_ > 0; --clips_) target_.list.PopClipRect();
}

void Artist::draw(const stage::ShaderItem& item) {
    if (target_.shaders == nullptr) return;
    const Vec2 from = px(Vec2{item.box.x, item.box.y}), to = px(Vec2{item.box.right(), item.box.bottom()});
    if (visible(from, to)) target_.shaders->draw(item, from, to, target_);
}

void paint(const stage::DisplayList& picture, const Target& target) {
    Artist artist{target};
    for (const stage::Item& item : picture.items) {
        std::visit([&artist](const auto& shape) { artist.draw(shape); }, item);
    }
    artist.finish();
}

}  // namespace loopscope::app::paint
