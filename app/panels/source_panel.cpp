#include "app/panels/source_panel.hpp"

#include "app/panels/current_line.hpp"
#include "app/panels/listing_view.hpp"
#include "app/panels/widgets.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using stage::Align;
using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kSourceHead = 44, kWideEnoughForTwo = 860;

struct Shown {
    const lessons::Listing* cpp = nullptr;
    const lessons::Listing* python = nullptr;

    [[nodiscard]] bool both() const { return cpp != nullptr && python != nullptr; }
};

Shown shown(const Scene& scene) {
    Shown out{listing_of(scene.session), python_of(scene.session)};
    if (!out.both()) return out;
    if (scene.state.language == Language::Cpp) out.python = nullptr;
    if (scene.state.language == Language::Python) out.cpp = nullptr;
    return out;
}

// The file's name and where it is, at the left of what is taken at the right.
void heading(Widgets& draw, Rect head, const lessons::Listing& listing, const ListingMarks& marks,
             float taken) {
    const bool large = draw.scene().state.presenter;
    const Font name = large ? Font::CodeSmall : Font::CodeTiny, small = large ? Font::Label : Font::Small;
    const float middle = head.center().y, room = head.w - 32 - taken;
    const std::string where = marks.current.empty() ? "" : "line " + std::to_string(marks.current.front());
    const float w =
        draw.text({head.x + 16, middle}, listing.file, name, ink(Token::TextSoft), Align::Left, room);
    if (w + 14 + draw.width(small, where) <= room)
        draw.text({head.x + 16 + w + 14, middle}, where, small, ink(Token::TextFaint));
}

// The switch between the languages, at the right; returns the width taken. A projector shows no buttons.
float language_switch(Widgets& draw, Rect head) {
    const Scene& scene = draw.scene();
    if (scene.state.presenter || python_of(scene.session) == nullptr || listing_of(scene.session) == nullptr)
        return 0;
    const Segment items[] = {{"listing/cpp", "C++"}, {"listing/python", "Python"}, {"listing/both", "Both"}};
    const float w = draw.segments_width(items);
    if (w > head.w - 24) return 0;
    draw.segments({head.right() - 8 - w, head.center().y - 15, w, 30}, items);
    return w + 8;
}

}  // namespace

void source_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.panel(box, 12, ink(Token::Code), ink(Token::Hairline));
    const Shown what = shown(scene);
    const lessons::Listing* cpp = listing_of(scene.session);
    if (cpp == nullptr || box.h < kSourceHead + 20) return;
    const ListingMarks marks = listing_marks(scene.session, *cpp);
    const ListingMarks twins = what.python ? twin_marks(*cpp, marks, *what.python) : ListingMarks{};
    list.add(stage::HotItem{
        "scroll/listing", {box.x, box.y + kSourceHead, box.w, box.h - kSourceHead}, "", stage::Ground{true}});

    // Side by side, each below its own name, or one below the other.
    Rect first = box, second{};
    if (what.both() && box.w >= kWideEnoughForTwo) {
        first.w = second.w = box.w / 2;
        second = {box.x + box.w / 2, box.y, box.w / 2, box.h};
        draw.line({second.x, box.y}, {second.x, box.bottom()}, ink(Token::Hairline));
    } else if (what.both()) {
        first.h = std::max(kSourceHead + 30, box.h / 2);
        second = {box.x, first.bottom(), box.w, box.h - first.h};
        draw.line({box.x, second.y}, {box.right(), second.y}, ink(Token::Hairline));
    }
    const Rect corner = second.w > 0 && second.y == box.y ? second : first;
    const float taken = language_switch(draw, {corner.x, corner.y, corner.w, kSourceHead});

    const auto half = [&](const lessons::Listing& listing, const ListingMarks& where, Rect place,
                          bool python) {
        const bool has_switch = place.x == corner.x && place.y == corner.y;
        if (place.h < kSourceHead + 20) return;
        heading(draw, {place.x, place.y, place.w, kSourceHead}, listing, where, has_switch ? taken : 0);
        draw.line({place.x, place.y + kSourceHead}, {place.right(), place.y + kSourceHead},
                  ink(Token::Hairline));
        const highlight::Language language = python ? highlight::Language::Python : highlight::Language::Cpp;
        listing_view(draw, {listing, where, language, cpp, scene.state.presenter, scene.state.listing_scroll},
                     {place.x, place.y + kSourceHead + 6, place.w, place.h - kSourceHead - 12});
    };
    if (what.cpp != nullptr) half(*what.cpp, marks, first, false);
    if (what.python != nullptr) half(*what.python, twins, what.cpp != nullptr ? second : first, true);
}

}  // namespace loopscope::app::panels
