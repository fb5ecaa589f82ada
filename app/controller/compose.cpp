#include "app/controller/compose.hpp"

#include "app/controller/layout.hpp"
#include "app/panels/game_panel.hpp"
#include "app/panels/help_panel.hpp"
#include "app/panels/home_panel.hpp"
#include "app/panels/lesson_panel.hpp"
#include "app/panels/memory_panel.hpp"
#include "app/panels/notes_panel.hpp"
#include "app/panels/notices_panel.hpp"
#include "app/panels/output_panel.hpp"
#include "app/panels/palette_panel.hpp"
#include "app/panels/parameter_panel.hpp"
#include "app/panels/predict_panel.hpp"
#include "app/panels/presenter_panel.hpp"
#include "app/panels/question_parts.hpp"
#include "app/panels/recap_panel.hpp"
#include "app/panels/source_panel.hpp"
#include "app/panels/strip_panel.hpp"
#include "app/panels/top_bar_panel.hpp"
#include "app/panels/transport_panel.hpp"
#include "app/panels/vote_panel.hpp"
#include "app/panels/widgets.hpp"

#include <algorithm>

namespace loopscope::app::controller {
namespace {

using panels::Scene;
using stage::Rect;

using Panel = void (*)(const Scene&, Rect, stage::DisplayList&);

// A panel without room is left out; nothing of one ever shows outside of it.
void put(Panel panel, const Scene& scene, Rect box, stage::DisplayList& list) {
    if (box.w < 8 || box.h < 8) return;
    list.add(stage::ClipItem{box, true});
    panel(scene, box, list);
    list.add(stage::ClipItem{{}, false});
}

Rect intersection(Rect a, Rect b) {
    const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0.0F, std::min(a.right(), b.right()) - x),
            std::max(0.0F, std::min(a.bottom(), b.bottom()) - y)};
}

std::vector<stage::HotItem> clipped(const stage::DisplayList& list, Rect window) {
    std::vector<stage::HotItem> hots;
    std::vector<Rect> clips{window};
    for (const stage::Item& item : list.items) {
        if (const auto* clip = std::get_if<stage::ClipItem>(&item)) {
            if (clip->push) {
                clips.push_back(intersection(clips.back(), clip->box));
            } else if (clips.size() > 1) {
                clips.pop_back();
            }
        } else if (const auto* hot = std::get_if<stage::HotItem>(&item)) {
            const Rect box = intersection(clips.back(), hot->box);
            if (box.w > 0 && box.h > 0) hots.push_back({hot->id, box, hot->tip, hot->target});
        }
    }
    return hots;
}

void focus_ring(const Scene& scene, const std::vector<stage::HotItem>& hots, stage::DisplayList& list) {
    if (!scene.window.focus_shown) return;
    const auto it =
        std::find_if(hots.rbegin(), hots.rend(), [&](const auto& h) { return h.id == scene.window.focus; });
    if (it == hots.rend()) return;
    panels::Widgets draw(list, scene);
    const Rect box = it->box.inset(-3, -3);
    draw.outline(box, std::min(10.0F, box.h / 2), stage::ink(stage::Token::Accent), 2);
}

void tip_of_hovered(const Scene& scene, const std::vector<stage::HotItem>& hots, Rect window,
                    stage::DisplayList& list) {
    if (!scene.window.tip_shown || !scene.window.pressed.empty()) return;
    const auto it =
        std::find_if(hots.rbegin(), hots.rend(), [&](const auto& h) { return h.id == scene.window.hover; });
    if (it != hots.rend() && !it->tip.empty()) panels::tooltip(scene, window, *it, list);
}

// What is open, with all its panels. Returns where the notices end.
float open_page(const Scene& scene, stage::Vec2 window, stage::DisplayList& list) {
    LayoutInput input;
    input.window = window;
    const ViewEntry& view = shown_view(scene.context.views, scene.state);
    input.room = view.room;
    input.below_transport = view.below_transport;
    input.presenter = scene.state.presenter;
    if (scene.state.presenter) {
        input.title_wanted = panels::presenter_title_height(scene, window.x * 0.35F);
        if (scene.state.notes_shown) input.notes_wanted = panels::notes_height(scene, window.x - 40);
    } else {
        input.lesson_wanted = panels::lesson_height(scene, left_width(window.x));
    }
    Layout at = lay_out(input);
    const bool asked = panels::asks(scene), game = asked && scene.context.quiz->game();
    if (asked) {
        if (input.presenter && !game) input.vote_wanted = panels::vote_height(scene);
        make_room_for_question(at, input);
    }
    put(panels::top_bar, scene, at.top, list);
    put(panels::lesson_card, scene, at.lesson, list);
    const bool results = panels::shows_results(scene);
    put(results ? panels::recap_card : panels::source_card, scene, at.source, list);
    put(panels::parameter_bar, scene, at.parameters, list);
    put(view.build, scene, at.picture, list);
    put(panels::strip_card, scene, at.strip, list);
    put(panels::output_card, scene, at.output, list);
    if (asked) {
        const Panel ask = game              ? panels::game_card
                          : input.presenter ? panels::vote_card
                                            : panels::predict_card;
        put(ask, scene, at.question, list);
    }
    put(panels::transport_strip, scene, at.transport, list);
    put(panels::presenter_title, scene, at.title, list);
    put(panels::presenter_sentence, scene, at.sentence, list);
    put(panels::notes_card, scene, at.notes, list);
    put(panels::presenter_progress, scene, at.progress, list);
    return scene.state.presenter ? at.progress.y : at.transport.y;
}

}  // namespace

Composed compose(const Scene& scene, stage::Vec2 window) {
    const Rect whole{0, 0, window.x, window.y};
    Composed out;
    stage::DisplayList& list = out.list;
    list.bounds = whole;
    list.items.reserve(2048);
    panels::Widgets(list, scene).fill(whole, 0, stage::ink(stage::Token::Background));
    if (scene.state.blank) return out;
    float floor = window.y;
    if (scene.state.home) {
        put(panels::home_page, scene, whole, list);
    } else {
        floor = open_page(scene, window, list);
        if (scene.session.full()) floor = panels::memory_card(scene, whole, floor, list);
    }
    panels::notices(scene, whole, floor, list);

    const bool overlay = scene.state.help_open || scene.state.palette.open;
    const std::size_t below = overlay ? clipped(list, whole).size() : 0;
    if (scene.state.help_open) panels::help_overlay(scene, whole, list);
    if (scene.state.palette.open) panels::palette_overlay(scene, whole, list);
    out.hots = clipped(list, whole);
    out.overlay_from = below;
    focus_ring(scene, out.hots, list);
    tip_of_hovered(scene, out.hots, whole, list);
    return out;
}

}  // namespace loopscope::app::controller
