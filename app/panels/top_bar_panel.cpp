#include "app/panels/top_bar_panel.hpp"

#include "app/panels/widgets.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

constexpr float kLeastLogo = 72;

}  // namespace

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Rect;
using stage::Token;

void top_bar(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    const float middle = box.y + box.h / 2;

    float right = box.right();
    for (const auto& [id, icon] :
         {std::pair{"help/toggle", Icon::Help},
          std::pair{"theme/toggle", scene.state.dark ? Icon::Sun : Icon::Moon},
          std::pair{"view/presenter", Icon::Screen}, std::pair{"palette/open", Icon::Search}}) {
        if (box.w < 760 && std::string_view(id) != "help/toggle") continue;
        draw.icon_button(id, {right - 17, middle}, 34, icon);
        right -= 38;
    }
    std::vector<Segment> views;
    for (const ViewEntry& entry : scene.context.views) {
        if (entry.is_available(scene.session.exhibit()))
            views.push_back({entry.command(), std::string(entry.title), entry.icon});
    }
    // Where there is no room for words, not even without the program's name, the tabs have their icons.
    const bool worded = draw.segments_width(views) + kLeastLogo <= right - box.x;
    if (!worded) {
        for (Segment& view : views) view.text.clear();
    }
    const float views_width = draw.segments_width(views);
    right -= 8 + views_width;
    draw.segments({right, middle - 16, views_width, 32}, views);
    right -= 20;

    float x = box.x + 8;
    const float logo = x;
    draw.icon(Icon::LoopRing, {x + 13, middle}, 26, ink(Token::Loop));
    x += 36;
    x += draw.text({x, middle}, "Loopscope", Font::BodyStrong, ink(Token::Text), Align::Left,
                   std::max(0.0F, right - x)) +
         22;
    if (draw.hovered("home/show"))
        draw.line({logo + 36, middle + 13}, {x - 22, middle + 13}, ink(Token::Line), 1.5F);
    draw.hot("home/show", {logo - 4, middle - 19, x - 22 - logo + 8, 38});
    const exhibit::Exhibit* open = scene.session.exhibit();
    if (!open || right - x < 120) return;
    if (!open->chapter().empty() && right - x > 320) {
        x += draw.text({x, middle}, open->chapter(), Font::Label, ink(Token::TextFaint), Align::Left,
                       (right - x) / 2) +
             10;
        x += draw.text({x, middle}, "/", Font::Label, ink(Token::TextFaint)) + 10;
    }
    draw.text({x, middle}, open->title(), Font::Label, ink(Token::TextSoft), Align::Left, right - x);
}

}  // namespace loopscope::app::panels
