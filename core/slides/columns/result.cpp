#include "core/base/format.hpp"
#include "core/slides/columns/lane.hpp"
#include "core/slides/columns/parts.hpp"
#include "core/slides/columns/words.hpp"
#include "core/trace/words.hpp"

#include <optional>

namespace loopscope::slides {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Ink;
using stage::Rect;
using stage::Token;

constexpr float kBarHeight = 12;
constexpr std::size_t kMostShares = 8;

}  // namespace

void draw_finish(const ColumnsView& v, const ColumnRun& r, float x, float width, const std::string& trouble) {
    const std::optional<std::int64_t> finish = finish_time(r, v.input.now);
    const bool over = finish || (!r.finished() && v.input.now.time >= r.end() && v.input.now.within >= 1);
    if (!over) return;
    // Below everything that was drawn, also where short steps needed more height than they had time.
    float y = v.axis.after(r.end());
    for (const RunLane& lane : r.lanes()) {
        const std::vector<Placed> placed = place(lane, v.axis);
        if (!placed.empty()) y = std::max(y, placed.back().y1);
    }
    y += 1;
    const bool good = finish && r.outcome() == trace::Outcome::Done && trouble.empty();
    const std::size_t lanes = std::max<std::size_t>(1, r.lanes().size());
    const float room = width / static_cast<float>(lanes);
    const float inset = room >= 60 ? std::max(0.0F, room / 2 - 78) : 0;
    v.pen.line({x + inset, y}, {x + width - inset, y}, ink(Token::Text), 2,
               good ? stage::Dash::Solid : stage::Dash::Dashed);
    std::string time = finish ? format_seconds(*finish) : std::string();
    std::string note;
    if (!good) {
        note = !trouble.empty()                      ? trouble
               : r.outcome() == trace::Outcome::Done ? "did not finish"
                                                     : std::string(trace::word(r.outcome()));
    } else if (v.input.baseline < v.count && v.run(v.input.baseline) != nullptr &&
               v.run(v.input.baseline) != &r) {
        // How much faster is known once the slower one has finished too.
        if (const auto slow = finish_time(*v.run(v.input.baseline), v.input.now))
            note = speed_up(*slow, *finish);
    }
    const float time_width = v.pen.width(Font::LabelStrong, time);
    const float note_room = width - time_width - 70;
    if (good && !v.pen.fits(Font::Small, note, note_room)) note.clear();  // half a number is none
    const float note_width = std::min(v.pen.width(Font::Small, note), note_room);
    const float pill =
        42 + time_width + (note_width > 0 ? note_width + (time.empty() ? 0.0F : 12.0F) : 0) + 14;
    const Rect box{x + (width - pill) / 2, std::min(y + 9, v.layout.totals - 36), pill, 30};
    v.pen.panel(box, 15, ink(Token::Raised), ink(Token::Line));
    v.pen.icon(good ? Icon::Flag : Icon::Warning, {box.x + 24, box.center().y}, 15,
               ink(good ? Token::Text : Token::Error));
    v.pen.text({box.x + 40, box.center().y}, time, Font::LabelStrong, ink(Token::Text));
    v.pen.text({box.right() - 14, box.center().y}, note, Font::Small, ink(Token::TextSoft), Align::Right,
               note_width + 1);
}

void draw_totals(const ColumnsView& v, const ColumnRun& r, float x, float width) {
    double most = 0;
    for (std::size_t i = 0; i < v.count; ++i) {
        if (v.run(i) == nullptr) continue;
        const ThreadTime t = v.run(i)->thread_time(v.run(i)->end());
        most = std::max(most, static_cast<double>(t.work + t.blocked + t.asleep));
    }
    const ThreadTime t = r.thread_time(v.input.now.time);
    const float y = v.layout.totals + 16;
    float at = x;
    const auto length = [&](std::int64_t ns) {
        return most > 0 ? static_cast<float>(static_cast<double>(ns) / most) * width : 0.0F;
    };
    const auto segment = [&](std::int64_t ns) {
        const Rect box{at, y, length(ns), kBarHeight};
        at += box.w;
        return Rect{box.x, box.y, std::max(0.0F, box.w - 1.2F), box.h};
    };
    const auto shares = r.work_by_task(v.input.now.time);
    if (shares.size() <= kMostShares) {
        for (const auto& [task, ns] : shares) {
            if (const Rect box = segment(ns); box.w > 0.5F)
                v.pen.fill(box, std::min(3.0F, box.w / 2), r.task_ink(task));
        }
    } else if (const Rect box = segment(t.work); box.w > 0.5F) {
        v.pen.fill(box, 3, ink(Token::TextSoft));
    }
    const auto hatched = [&](std::int64_t ns, float strength) {
        const Rect box = segment(ns);
        if (box.w < 1) return;
        const Ink neutral = ink(Token::TextSoft);
        const float radius = std::min(3.0F, box.w / 2);
        v.pen.fill(box, radius, neutral.mixed(strength));
        v.pen.list().add(stage::HatchItem{box, radius, neutral.mixed(0.55F), 5, 1.3F});
        v.pen.outline(box, radius, neutral.mixed(0.7F));
    };
    hatched(t.blocked, 0.05F);
    hatched(t.asleep, 0.25F);
    const bool over = v.input.now.time >= r.end();
    if (!over && at < x + width - 4)
        v.pen.line({at + 3, y + kBarHeight / 2}, {x + width, y + kBarHeight / 2}, ink(Token::Line), 1.2F,
                   stage::Dash::Dashed);
    const std::string work = format_short(t.work) + " work";
    std::string idle;
    if (t.blocked > 0 || r.loops() == 0) idle = format_short(t.blocked) + " blocked";
    if (t.asleep > 0 || idle.empty()) idle += (idle.empty() ? "" : ", ") + format_short(t.asleep) + " asleep";
    const float words = y + kBarHeight + 14;
    const float drawn = v.pen.text({x, words}, work, Font::Small, ink(Token::Text), Align::Left, width / 2);
    v.pen.text({x + width, words}, idle, Font::Small, ink(Token::TextSoft), Align::Right, width - drawn - 10);
}

}  // namespace loopscope::slides
