#include "app/panels/transport_panel.hpp"

#include "app/panels/sentence.hpp"
#include "app/panels/widgets.hpp"
#include "core/slides/columns/columns.hpp"
#include "core/slides/mini/mini_timeline.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kTransportSide = 22, kTransportGap = 22, kChip = 30;

// What is left of a row while things are put at both of its ends.
struct TransportRow {
    float left = 0, right = 0, middle = 0;
    [[nodiscard]] float room() const { return right - left; }
};

bool is_playing(const Scene& scene) {
    return scene.session.race_shown() ? scene.session.race().playing() : scene.session.player().playing();
}

void buttons(Widgets& draw, TransportRow& row) {
    const Icon play = is_playing(draw.scene()) ? Icon::Pause : Icon::Play;
    float x = row.left + 18;
    draw.round_button("transport/restart", {x, row.middle}, 18, Icon::Restart);
    x += 47;
    draw.round_button("transport/back", {x, row.middle}, 18, Icon::StepBack);
    x += 51;
    draw.round_button("transport/play", {x, row.middle}, 22, play, true);
    x += 51;
    draw.round_button("transport/forward", {x, row.middle}, 18, Icon::StepForward);
    x += 18;
    if (row.right - row.left > 640) {
        x += 29;
        draw.round_button("transport/head", {x, row.middle}, 18, Icon::ToHead);
        x += 18;
    }
    row.left = x + kTransportGap;
}

void speed(Widgets& draw, TransportRow& row) {
    std::vector<Segment> items;
    for (const double s : session::kSpeeds)
        items.push_back({commands::speed_id(s), commands::speed_label(s)});
    const float w = draw.segments_width(items);
    if (row.room() < w + 150) {
        const std::string now = commands::speed_label(draw.scene().session.player().speed());
        const float chip = draw.chip_width(now);
        if (row.room() < chip) return;
        draw.chip("speed/faster", {row.right - chip, row.middle - kChip / 2, chip, kChip}, now, false);
        row.right -= chip + kTransportGap;
        return;
    }
    draw.segments({row.right - w, row.middle - 16, w, 32}, items);
    row.right -= w + 12;
    if (row.room() > 480)
        row.right -=
            draw.text({row.right, row.middle}, "Speed", Font::Label, ink(Token::TextSoft), Align::Right) + 12;
    row.right -= 10;
}

void granularity(Widgets& draw, TransportRow& row, float keep) {
    constexpr trace::Granularity kAll[] = {trace::Granularity::Beat, trace::Granularity::Callback,
                                           trace::Granularity::TaskStep, trace::Granularity::Turn};
    float total = draw.width(Font::Label, "Step by") + 12;
    for (const auto g : kAll) total += draw.chip_width(commands::granularity_label(g)) + 8;
    if (row.room() >= total + keep) {
        row.left += draw.text({row.left, row.middle}, "Step by", Font::Label, ink(Token::TextSoft)) + 12;
        for (const auto g : kAll) {
            const std::string id = commands::granularity_id(g);
            const float w = draw.chip_width(commands::granularity_label(g));
            draw.chip(id, {row.left, row.middle - kChip / 2, w, kChip}, commands::granularity_label(g),
                      draw.active(id));
            row.left += w + 8;
        }
        row.left += kTransportGap - 8;
        return;
    }
    const std::string text =
        "Step: " + std::string(commands::granularity_label(draw.scene().session.player().granularity()));
    const float w = draw.chip_width("Step: task step");
    if (row.room() < w + keep / 2) return;
    draw.chip("grain/next", {row.left, row.middle - kChip / 2, w, kChip}, text, false);
    row.left += w + kTransportGap;
}

void pace(Widgets& draw, TransportRow& row, float keep) {
    const float w = draw.chip_width("run freely");
    if (row.room() < w + keep) return;
    draw.chip("pace/free", {row.right - w, row.middle - kChip / 2, w, kChip}, "run freely",
              draw.active("pace/free"));
    row.right -= w + kTransportGap;
}

// To be asked, and to be the loop.
void invitations(Widgets& draw, TransportRow& row, float keep) {
    const float ask = draw.chip_width("ask me"), game = draw.chip_width("be the loop");
    if (!draw.scene().context.quiz || row.room() < ask + game + 8 + kTransportGap + keep) return;
    draw.chip("game/play", {row.right - game, row.middle - kChip / 2, game, kChip}, "be the loop", false);
    row.right -= game + 8;
    draw.chip("quiz/ask", {row.right - ask, row.middle - kChip / 2, ask, kChip}, "ask me", false);
    row.right -= ask + kTransportGap;
}

// A mark that differs by shape, and the words.
void where(Widgets& draw, const TransportRow& row) {
    const session::Player& player = draw.scene().session.player();
    if (row.room() < 60) return;
    const stage::Vec2 at{row.left + 8, row.middle};
    std::string_view brief;
    switch (player.where()) {
        case session::Where::Live:
            draw.list().add(stage::DiscItem{at, 5, ink(Token::Loop), true, 0});
            brief = "live";
            break;
        case session::Where::Replaying:
            draw.icon(Icon::StepBack, at, 14, ink(Token::Accent));
            brief = "looking back";
            break;
        case session::Where::Ended:
            draw.icon(Icon::Flag, at, 15, ink(Token::TextSoft));
            brief = "at the end";
            break;
    }
    const float room = row.room() - 24;
    const bool full = draw.fits(Font::Label, player.where_text(), room);
    draw.text({row.left + 24, row.middle}, full ? player.where_text() : brief, Font::Label,
              ink(Token::TextSoft), Align::Left, room);
}

// An open question, or the game, decides when it goes on.
bool held_by_question(const Scene& scene) {
    return scene.context.quiz && scene.context.quiz->stands_still();
}

void question_words(Widgets& draw, const TransportRow& row) {
    const quiz::Quiz& quiz = *draw.scene().context.quiz;
    const bool game = quiz.game() != nullptr;
    const bool locked = quiz.stage() == quiz::Stage::Locked;
    const float room = row.room();
    draw.text({row.left, row.middle - 9}, game ? "You are the loop" : "Locked", Font::LabelStrong,
              ink(Token::TextSoft), Align::Left, room);
    const std::string_view how = game          ? "your moves run it"
                                 : locked      ? "Enter goes on"
                                 : quiz.open() ? "answer to go on"
                                               : "a question comes";
    draw.text({row.left, row.middle + 10}, how, Font::Small, ink(Token::TextFaint), Align::Left, room);
}

void time_text(Widgets& draw, TransportRow& row, std::int64_t now, std::int64_t end) {
    const std::string of = " of " + seconds_text(end);
    const float w = draw.width(Font::CodeStrong, seconds_text(now));
    if (row.room() < w + 8) return;
    draw.text({row.left, row.middle}, seconds_text(now), Font::CodeStrong, ink(Token::Text));
    row.left += w;
    if (row.room() > 380)
        row.left += draw.text({row.left, row.middle}, of, Font::CodeSmall, ink(Token::TextFaint));
    row.left += kTransportGap;
}

void slider(Widgets& draw, const TransportRow& row, std::string_view id, double share, stage::Axis axis) {
    if (row.room() < 60) return;
    const float w = row.room();
    const float x = row.left + w * static_cast<float>(std::clamp(share, 0.0, 1.0));
    const bool lit = draw.hovered(id) || draw.pressed(id);
    draw.fill({row.left, row.middle - 2, w, 4}, 2, ink(Token::Track));
    draw.fill({row.left, row.middle - 2, x - row.left, 4}, 2, ink(Token::Accent));
    draw.list().add(stage::DiscItem{{x, row.middle}, lit ? 8.5F : 7.0F, ink(Token::Text), true, 0});
    draw.hot(id, {row.left, row.middle - 14, w, 28}, "Drag to look at another moment", axis);
}

void race_words(Widgets& draw, Rect box) {
    const session::Race& race = draw.scene().session.race();
    std::vector<StyledText> words;
    bool conclusion = false;
    if (!race.ready()) {
        words.push_back({"All four ways are being run, as fast as possible", WordStyle::Regular});
    } else if (race.at_end()) {
        words = styled({slides::columns_takeaway(race.columns())});
        conclusion = !words.empty();
    }
    if (words.empty()) {
        words.push_back(
            {"Each column was really run, in exact virtual time; here they race on ", WordStyle::Regular});
        words.push_back({"one time scale", WordStyle::Strong});
        if (race.hurry() > 1) {
            const auto times = std::to_string(static_cast<int>(race.hurry()));
            words.push_back({", " + times + " times as fast as it would be", WordStyle::Regular});
        }
    }
    FlowStyle style;
    style.regular = Font::Label;
    style.strong = Font::LabelStrong;
    style.line = 22;
    const auto hue = conclusion ? ink(Token::Loop) : ink(Token::TextFaint);
    draw.fill(box, 8, hue.mixed(conclusion ? 0.12F : 0.06F));
    draw.fill({box.x, box.y, 3, box.h}, 0, hue);
    float x = box.x + 18;
    if (conclusion && box.w > 500)
        x += draw.text({x, box.center().y}, "Takeaway", Font::LabelStrong, ink(Token::Loop)) + 18;
    const float room = box.right() - 14 - x;
    const float h = std::min(box.h, flow_height(draw.metrics(), words, room, style));
    flow(draw, words, {x, box.center().y - h / 2, room, h}, style);
}

void race_strip(Widgets& draw, Rect box) {
    TransportRow row{box.x + kTransportSide, box.right() - kTransportSide, box.y + kTransportRow / 2};
    buttons(draw, row);
    speed(draw, row);
    const session::Race& race = draw.scene().session.race();
    time_text(draw, row, race.point().time, race.duration());
    slider(draw, row, "scrub/race", race.share(), {stage::Axis::Of::Race});
    if (box.h < kTransportLow - 4) return;
    race_words(draw, {box.x + kTransportSide, box.y + kTransportRow - 4, box.w - 2 * kTransportSide,
                      box.h - kTransportRow - 8});
}

}  // namespace

void transport_strip(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.card(box);
    if (scene.session.race_shown()) return race_strip(draw, box);

    const bool high = box.h >= kTransportLow + 20;
    TransportRow row{box.x + kTransportSide, box.right() - kTransportSide, box.y + (high ? 40 : box.h / 2)};
    buttons(draw, row);
    speed(draw, row);
    const slides::Playhead head = scene.session.shown_playhead();
    if (!high) {
        const auto& timeline = scene.session.shown_timeline();
        const std::int64_t end = std::max(timeline.time_at(timeline.size()), head.time);
        if (held_by_question(scene)) {
            TransportRow words = row;
            words.right = std::min(row.right, row.left + 150);
            question_words(draw, words);
            row.left = words.right + kTransportGap;
        } else {
            granularity(draw, row, 620);
        }
        time_text(draw, row, head.time, end);
        TransportRow words = row;
        words.left = row.right - std::min(130.0F, row.room());
        if (row.room() > 320) {
            where(draw, words);
            row.right = words.left - kTransportGap;
        }
        slider(draw, row, "scrub", end > 0 ? static_cast<double>(head.time) / static_cast<double>(end) : 0,
               {stage::Axis::Of::LoopTime, end});
        return;
    }
    if (held_by_question(scene)) {
        question_words(draw, row);
    } else {
        granularity(draw, row, 130);
        pace(draw, row, 150);
        invitations(draw, row, 150);
        where(draw, row);
    }
    const Rect lanes{box.x + kTransportSide, box.y + 74, box.w - 2 * kTransportSide, box.h - 74 - 10};
    slides::Frame frame;
    frame.timeline = &scene.session.shown_timeline();
    frame.playhead = head;
    frame.size = {lanes.w, lanes.h};
    frame.metrics = &scene.metrics;
    const quiz::Quiz* quiz = scene.context.quiz;
    frame.hides_ready =
        quiz && quiz->question() && quiz->question()->ask == lessons::Ask::ReadyQueue && !quiz->verdict();
    list.add(scene.pictures.mini.build(frame), {lanes.x, lanes.y});
    if (!quiz || quiz->game() || !quiz->open() || quiz->stage() == quiz::Stage::Revealed) return;
    const float from = lanes.x + slides::x_at_time(frame, head.time) + 12;
    const Rect rest{from, lanes.y + 4, lanes.right() - 10 - from, lanes.h - 28};
    if (rest.w < 20 || rest.h < 16) return;
    draw.fill(rest, 5, ink(Token::Code));
    draw.text(rest.center(), "?", Font::LabelStrong, ink(Token::TextFaint), Align::Center);
}

}  // namespace loopscope::app::panels
