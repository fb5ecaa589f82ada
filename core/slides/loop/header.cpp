#include "core/slides/loop/scene.hpp"

#include <algorithm>

namespace loopscope::slides {

using stage::Align;
using stage::Dash;
using stage::Font;
using stage::Ink;
using stage::ink;
using stage::Rect;
using stage::Token;
using stage::Vec2;

namespace {

constexpr float kHeight = 46;
constexpr float kPad = 12, kBadge = 22, kBadgeGap = 9;
constexpr float kWidestHeader = 190;
constexpr float kLeastBox = 44;  // narrower: only the badge

struct HeaderWords {
    std::string name, second;
};

HeaderWords words_for(const LoopScene& scene, const Lane& lane) {
    const trace::Tables& tables = scene.timeline.tables();
    if (lane.task != 0) {
        Actor actor = actor_of(scene.head, tables, lane.task);
        return {std::move(actor.name), std::move(actor.second_line)};
    }
    const timeline::ThreadState* thread = scene.head.thread(lane.thread);
    std::string name = thread == nullptr ? "" : tables.string(thread->name);
    if (name.empty()) name = "thread " + std::to_string(lane.thread);
    if (lane.worker) {
        const std::uint32_t number = thread == nullptr ? 0 : thread->worker;
        return {number == 0 ? name : "Worker " + std::to_string(number), "thread pool"};
    }
    if (lane.loop) return {"Loop", scene.rows.several_loops() ? name : "one thread"};
    if (!scene.rows.calls_on_threads()) return {"Thread", "no loop"};
    if (name == "main") return {"Main", "thread"};
    std::string does = "a thread";
    if (lane.first_task != 0) does = name_of(scene.head, tables, lane.first_task);
    return {name, does};
}

// Threads are few: no task is looked up.
bool runs(const timeline::State& state, trace::TaskId task) {
    return std::any_of(state.threads.begin(), state.threads.end(), [&](const timeline::ThreadState& thread) {
        return thread.running == task ||
               std::find(thread.callers.begin(), thread.callers.end(), task) != thread.callers.end();
    });
}

bool acts(const LoopScene& scene, const timeline::State& state, const Lane& lane) {
    if (state.ended) return false;
    if (lane.task != 0) return runs(state, lane.task);
    const timeline::ThreadState* thread = state.thread(lane.thread);
    if (thread == nullptr || thread->id == 0 || thread->ended) return false;
    if (lane.worker) return thread->work != 0;
    if (lane.loop) {
        const bool laneless = scene.rows.lane_of_task(thread->running) == kNoLane;
        return thread->has_loop && (thread->running == 0 || laneless);
    }
    if (scene.rows.calls_on_threads()) return thread->running != 0 && !thread->blocking;
    return thread->running == 0;
}

float words_width(const LoopScene& scene, const HeaderWords& words) {
    return std::max(scene.pen.width(scene.fonts.strong, words.name),
                    scene.pen.width(scene.fonts.small, words.second));
}

void draw_box(LoopScene& scene, Rect box, Ink hue, bool active, bool ahead) {
    if (ahead) {
        scene.pen.outline(box, 10, hue.mixed(0.4F), 1.2F, Dash::Dashed);
    } else {
        scene.pen.panel(box, 10, hue.mixed(active ? 0.26F : 0.1F), hue.mixed(active ? 1.0F : 0.55F),
                        active ? 2.0F : 1.2F);
    }
}

// A number of three digits does not go into a small badge: it stands below.
void draw_small_badge(LoopScene& scene, const Lane& lane, Vec2 center, float size, bool ahead) {
    stage::BadgeItem badge = badge_of(scene.head, scene.timeline.tables(), lane.task, center, size, !ahead);
    if (lane.task == 0 || badge.letter.size() < 3) return draw_badge(scene, lane, center, size, ahead);
    scene.pen.text({center.x, center.y + 4}, badge.letter, scene.fonts.small, ink(Token::TextSoft),
                   Align::Center);
    badge.letter.clear();
    badge.size = 12;
    badge.center.y -= 11;
    scene.pen.list().add(std::move(badge));
}

// How much a header says, by the room that it has.
enum class Form : std::uint8_t { Beside, Below, BadgeAlone, Tiny };

float room_beside(float width) {
    return width - 2 * kPad - kBadge - kBadgeGap;
}

Form form_for(const LoopScene& scene, const HeaderWords& words, float most) {
    if (most < kLeastBox) return Form::Tiny;
    if (most >= kWidestHeader - 1 || room_beside(most) + 1 >= words_width(scene, words)) return Form::Beside;
    // The name below the badge, as long as most of it can be read.
    const float wanted = scene.pen.width(scene.fonts.small, words.name);
    return most - 12 >= std::min(wanted, 54.0F) ? Form::Below : Form::BadgeAlone;
}

struct Headers {
    Form form = Form::Beside;
    float width = 0;  // of each, where they stand apart by less than their words need
};

// All but the first are of one form: that of the one with the least room for its words.
Headers headers_of(const LoopScene& scene) {
    const float most = scene.lanes.gap - 10;
    if (most < kLeastBox) return {Form::Tiny, most};
    Headers headers;
    for (std::size_t i = 1; i < scene.lanes.count; ++i) {
        const HeaderWords words = words_for(scene, scene.rows.lane(i));
        headers.form = std::max(headers.form, form_for(scene, words, most));
        headers.width = std::max(headers.width, scene.pen.width(scene.fonts.small, words.name) + 24);
    }
    headers.width = headers.form == Form::BadgeAlone ? most : std::clamp(headers.width, kLeastBox, most);
    return headers;
}

void draw_header(LoopScene& scene, const timeline::State& state, std::size_t index, const Headers& headers) {
    const Lane lane = scene.rows.lane(index);
    const float x = scene.lanes.x(index);
    const bool ahead = lane.created != kNoRow && lane.created > scene.position;
    const bool active = acts(scene, state, lane);
    const Ink hue = scene.hue(lane);
    const HeaderWords words = words_for(scene, lane);
    const Form form = index == 0 ? Form::Beside : headers.form;
    const float most = index == 0 ? kWidestHeader : scene.lanes.gap - 10;
    const float width =
        form == Form::Beside ? std::min({header_width(scene, lane), most, kWidestHeader}) : headers.width;
    const float y = (scene.top - kHeight) / 2 - 1;
    Rect box{x - width / 2, y, width, kHeight};
    const std::string id = lane.task != 0 ? "slide/task/" + std::to_string(lane.task)
                                          : "slide/thread/" + std::to_string(lane.thread);
    const Ink name_ink = ahead ? ink(Token::TextFaint) : ink(Token::Text);
    if (form == Form::Tiny) {
        const float size = std::min(kBadge, scene.lanes.gap - 8);
        if (active) {
            const float around = std::min(size + 10, scene.lanes.gap - 2);
            draw_box(scene, {x - around / 2, y + 6, around, kHeight - 6}, hue, true, false);
        }
        draw_small_badge(scene, lane, {x, y + kHeight / 2 + 3}, size, ahead);
        scene.pen.list().add(
            stage::HotItem{id, {x - size / 2, y, size, kHeight}, words.name, stage::Ground{}});
        return;
    }
    draw_box(scene, box, hue, active, ahead);
    const float room = room_beside(width);
    scene.pen.list().add(
        stage::HotItem{id, box, room < words_width(scene, words) ? words.name : "", stage::Ground{}});
    if (form == Form::BadgeAlone) return draw_badge(scene, lane, {x, y + kHeight / 2}, kBadge, ahead);
    if (form == Form::Below) {
        draw_badge(scene, lane, {x, y + 15}, 18, ahead);
        scene.pen.text({x, y + 34}, words.name, scene.fonts.small, name_ink, Align::Center, width - 12);
        return;
    }
    draw_badge(scene, lane, {box.x + kPad + kBadge / 2, box.center().y}, kBadge, ahead);
    const float left = box.x + kPad + kBadge + kBadgeGap;
    const float apart = scene.frame.dense ? 11 : 9.5F;
    scene.pen.text({left, box.center().y - apart}, words.name, scene.fonts.strong, name_ink, Align::Left,
                   room + 1);
    scene.pen.text({left, box.center().y + apart}, words.second, scene.fonts.small,
                   ahead ? ink(Token::TextFaint) : ink(Token::TextSoft), Align::Left, room + 1);
}

}  // namespace

float header_width(const LoopScene& scene, const Lane& lane) {
    return words_width(scene, words_for(scene, lane)) + 2 * kPad + kBadge + kBadgeGap + 2;
}

void draw_badge(LoopScene& scene, const Lane& lane, Vec2 center, float size, bool ahead) {
    trace::TaskId task = lane.task;
    // A thread wears the badge of the first task that it runs, mostly the only one.
    if (task == 0 && scene.rows.calls_on_threads()) task = lane.first_task;
    if (task != 0) {
        stage::BadgeItem badge = badge_of(scene.head, scene.timeline.tables(), task, center, size, !ahead);
        scene.pen.list().add(std::move(badge));
        return;
    }
    const Ink hue = ahead ? scene.hue(lane).mixed(0.5F) : scene.hue(lane);
    scene.pen.icon(lane.loop     ? stage::Icon::LoopRing
                   : lane.worker ? stage::Icon::Worker
                                 : stage::Icon::Process,
                   center, size, hue);
}

void draw_headers(LoopScene& scene) {
    if (scene.lanes.most_scroll > 0) {
        const float from = std::max(0.0F, scene.lanes.edge - scene.lanes.gap / 2);
        scene.pen.list().add(stage::ClipItem{{from, 0, scene.lanes.width - from, scene.top}, true});
    }
    const Headers headers = headers_of(scene);
    const timeline::State& state = scene.timeline.state_at(scene.position);
    for (std::size_t i = scene.lanes.from(); i < scene.lanes.to(); ++i) draw_header(scene, state, i, headers);
    if (scene.lanes.most_scroll > 0) scene.pen.list().add(stage::ClipItem{{}, false});
    if (scene.lanes.count > 0 && scene.lanes.in_view(0)) draw_header(scene, state, 0, headers);
}

}  // namespace loopscope::slides
