#include "core/base/format.hpp"
#include "core/slides/loop/scene.hpp"

#include <algorithm>

namespace loopscope::slides {

using stage::Align;
using stage::Dash;
using stage::Ink;
using stage::ink;
using stage::Token;

namespace {

constexpr int kMostProspects = 8;

// Writes ghosts one below the other, from where the recording ends.
class Prospects {
public:
    Prospects(LoopScene& scene, const timeline::ThreadState& loop) : scene_(scene), loop_(loop) {
        const Row last = scene.rows.row(scene.rows.size() - 1);
        y_ = scene.y(last) + height_below(last.kind) * scene.stretch;
    }

    void resume(trace::TaskId task, const std::string& reason) {
        const std::size_t lane = scene_.rows.lane_of_task(task);
        if (lane == kNoLane || ++count_ > kMostProspects) return;
        step(RowKind::Resume);
        const float x = scene_.lanes.x(from());
        const std::string_view word = "resume";
        const float width = scene_.pen.width(scene_.fonts.strong, word) + 7;
        const float to = std::min(scene_.lanes.x(lane), scene_.lanes.width - 10);
        if (!scene_.lanes.in_view(lane) && to < scene_.lanes.edge) return;
        const Ink faint = ink(Token::TextFaint);
        scene_.pen.line({x + 5, y_}, {to - scene_.bar_width() / 2 - 2, y_}, scene_.hue(task).mixed(0.45F),
                        1.4F, Dash::Dashed);
        if (to - x > width + 30)
            say(scene_, {x + 11, y_ - 12}, word, scene_.fonts.strong, faint, Align::Left);
        if (to - x > width + scene_.pen.width(scene_.fonts.label, reason) + 30)
            say(scene_, {x + 11 + width, y_ - 12}, reason, scene_.fonts.label, faint, Align::Left);
        if (scene_.lanes.in_view(lane)) {
            const float w = scene_.bar_width();
            scene_.pen.outline({to - w / 2, y_ + 1, w, 22}, w / 2, scene_.hue(task).mixed(0.45F), 1.2F,
                               Dash::Dashed);
        }
        after(RowKind::Resume, 12);
    }

    void poll(std::int64_t ns) {
        ++count_;
        step(RowKind::Poll);
        const float w = scene_.bar_width(), x = scene_.lanes.x(from()), h = 44 * scene_.stretch;
        const Ink faint = ink(Token::TextFaint).mixed(0.6F);
        scene_.pen.list().add(stage::HatchItem{{x - w / 2, y_, w, h}, w / 2, faint.mixed(0.42F)});
        scene_.pen.outline({x - w / 2, y_, w, h}, w / 2, faint, 1.2F);
        text("poll waits " + format_seconds(ns), y_ + h / 2);
        after(RowKind::Poll, 0);
    }

    void due(std::size_t timers, std::int64_t at) {
        if (++count_ > kMostProspects) return;
        step(RowKind::Mark);
        const float x = scene_.lanes.x(from());
        stage::DiscItem dot;
        dot.center = {x, y_};
        dot.radius = 5;
        dot.ink = ink(Token::Panel);
        scene_.pen.list().add(dot);
        dot.filled = false;
        dot.width = 1.6F;
        dot.ink = ink(Token::TextFaint);
        scene_.pen.list().add(dot);
        text(timers == 1 ? "timer due" : std::to_string(timers) + " timers due", y_);
        say(scene_, {x - scene_.bar_width() / 2 - 16, y_}, format_seconds(at), scene_.fonts.code,
            ink(Token::TextFaint), Align::Right);
        after(RowKind::Mark, 0);
    }

    [[nodiscard]] bool full() const { return count_ >= kMostProspects || y_ > scene_.frame.size.y; }

private:
    [[nodiscard]] std::size_t from() const { return scene_.rows.lane_of_thread(loop_.id); }
    void step(RowKind kind) { y_ += height_above(kind) * scene_.stretch; }
    void after(RowKind kind, float more) { y_ += (height_below(kind) + more) * scene_.stretch; }
    void text(const std::string& words, float y) {
        const std::size_t lane = from();
        const float x = scene_.lanes.x(lane) + scene_.bar_width() / 2 + 10;
        if (scene_.pen.width(scene_.fonts.label, words) > scene_.lanes.room(lane) - 34) return;
        say(scene_, {x, y}, words, scene_.fonts.label, ink(Token::TextFaint), Align::Left);
    }

    LoopScene& scene_;
    const timeline::ThreadState& loop_;
    float y_ = 0;
    int count_ = 0;
};

}  // namespace

void draw_prospects(LoopScene& scene) {
    const bool at_head = scene.position == scene.timeline.size() && !scene.head.ended;
    if (!at_head || scene.frame.hides_prospects || scene.rows.size() == 0 || scene.rows.several_loops())
        return;
    const auto loop = std::find_if(scene.head.threads.begin(), scene.head.threads.end(),
                                   [](const timeline::ThreadState& t) { return t.id != 0 && t.has_loop; });
    if (loop == scene.head.threads.end() || !scene.lanes.in_view(scene.rows.lane_of_thread(loop->id))) return;

    Prospects ghosts(scene, *loop);
    const trace::Tables& tables = scene.timeline.tables();
    const auto ready = scene.head.ready(loop->id);
    const auto timers = scene.head.timers(loop->id);
    for (const timeline::ReadyItem& item : ready) {
        if (ghosts.full()) return;
        ghosts.resume(item.task, reason_for(scene.head, tables, item.cause, item.cause_arg));
    }
    // Whoever runs or is ready may still add a nearer one; sockets and workers may come first.
    if (timers.empty()) return;
    const std::int64_t deadline = timers.front().deadline;
    const auto together = std::find_if(timers.begin(), timers.end(),
                                       [&](const timeline::Timer& t) { return t.deadline != deadline; });
    const bool nothing_else = ready.empty() && loop->running == 0 && scene.head.fd_count() == 0;
    if (nothing_else && !loop->polling && deadline > scene.head.time) ghosts.poll(deadline - scene.head.time);
    ghosts.due(static_cast<std::size_t>(together - timers.begin()), deadline);
    for (auto timer = timers.begin(); timer != together && !ghosts.full(); ++timer)
        ghosts.resume(timer->task, "timer due");
}

}  // namespace loopscope::slides
