#include "core/slides/columns.hpp"

#include "core/base/format.hpp"
#include "core/slides/columns_lane.hpp"
#include "core/slides/columns_words.hpp"
#include "core/slides/pen.hpp"
#include "core/trace/words.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace loopscope::slides {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Ink;
using stage::Rect;
using stage::Token;
using stage::Vec2;

constexpr std::size_t kMostColumns = 4;
constexpr float kMargin = 24, kGutter = 96;  // the axis labels stand in the gutter
constexpr float kFlagRoom = 48, kBarHeight = 12;
constexpr float kLaneForHeader = 86;
constexpr std::size_t kMostTokens = 8;
constexpr std::size_t kMostShares = 8;

// Where everything stands; a low view gives up the second line first.
struct Layout {
    float header, title, sub, lanes, top, bottom, totals, footer;
    float column_width;
    bool sub_beside_title;

    Layout(Vec2 size, std::size_t columns) {
        const bool low = size.y < 620;
        header = low ? 52 : 66;
        sub_beside_title = low;
        title = header + (low ? 24 : 26);
        sub = low ? title : header + 54;
        lanes = low ? header + 44 : header + 76;
        top = lanes + (low ? 42 : 46);
        footer = size.y - (low ? 38 : 46);
        totals = footer - (low ? 52 : 60);
        bottom = std::max(top + 40, totals - kFlagRoom - 6);
        column_width = std::max(
            40.0F, (size.x - kGutter - kMargin) / static_cast<float>(std::max<std::size_t>(1, columns)));
    }
    [[nodiscard]] float left(std::size_t column) const {
        return kGutter + column_width * static_cast<float>(column);
    }
};

class Columns {
public:
    Columns(const ColumnsInput& input, stage::DisplayList& list)
        : input_(input),
          pen_(list, *input.metrics),
          count_(std::min(kMostColumns, input.runs.size())),
          layout_(input.size, count_),
          axis_({input.runs.data(), count_}, layout_.top, layout_.bottom - layout_.top),
          now_y_(axis_.y(input.now)) {}

    void draw() {
        const Vec2 size = input_.size;
        pen_.card({0, 0, size.x, size.y});
        draw_header();
        draw_axis();
        for (std::size_t i = 0; i < count_; ++i) draw_column(i);
        draw_playhead();
        draw_footer();
    }

private:
    [[nodiscard]] const ColumnRun* run(std::size_t i) const { return input_.runs[i]; }

    void draw_header() {
        const float middle = layout_.header / 2, right = input_.size.x - kMargin;
        pen_.caps({kMargin, middle}, "COLUMNS");
        float x = kMargin + pen_.width(Font::Caps, "COLUMNS") + 40;
        const float legend = draw_legend(right, middle, false);
        if (input_.baseline < count_ && run(input_.baseline) != nullptr)
            draw_workload(x, middle, right - legend - 30);
        if (right - legend > x) draw_legend(right, middle, true);
        pen_.line({0, layout_.header}, {input_.size.x, layout_.header}, ink(Token::Hairline));
    }

    void draw_workload(float x, float middle, float until) {
        const std::vector<WorkloadPart> parts = workload(*run(input_.baseline));
        if (parts.empty()) return;
        float width = pen_.width(Font::Small, "each task") + 16;
        for (const WorkloadPart& part : parts)
            width += pen_.width(Font::Small, part.words) + (part.waits ? 66 : 42);
        if (x + width > until) return;
        pen_.text({x, middle}, "each task", Font::Small, ink(Token::TextSoft));
        x += pen_.width(Font::Small, "each task") + 16;
        for (const WorkloadPart& part : parts) {
            const float text = pen_.width(Font::Small, part.words);
            const Rect box{x, middle - 15, text + (part.waits ? 62.0F : 38.0F), 30};
            const Ink neutral = ink(Token::TextFaint);
            if (part.waits) {
                pen_.fill(box, 6, neutral.mixed(0.08F));
                pen_.list().add(stage::HatchItem{box, 6, neutral.mixed(0.42F), 6, 1.4F});
                pen_.outline(box, 6, neutral.mixed(0.7F));
                pen_.fill({box.x + 12, middle - 10, text + 38, 20}, 5, ink(Token::Panel));
                pen_.icon(Icon::Clock, {box.x + 25, middle}, 14, ink(Token::TextSoft));
                pen_.text({box.x + 40, middle}, part.words, Font::Small, ink(Token::Text));
            } else {
                pen_.fill(box, 6, neutral.mixed(0.42F));
                pen_.text({box.center().x, middle}, part.words, Font::Small, ink(Token::Text), Align::Center);
            }
            x = box.right() + 3;
        }
    }

    // Returns its width; right-aligned at `right`.
    float draw_legend(float right, float middle, bool really) {
        struct Entry {
            Doing doing;
            const char* word;
        };
        constexpr Entry kEntries[] = {{Doing::Runs, "runs"},
                                      {Doing::Blocked, "waits, holds its thread"},
                                      {Doing::Awaits, "awaits, thread is free"},
                                      {Doing::Ready, "ready"},
                                      {Doing::Asleep, "loop asleep in poll"}};
        float width = 0;
        for (const Entry& e : kEntries) width += 26 + pen_.width(Font::Small, e.word) + 22;
        width -= 22;
        if (!really) return width;
        float x = right - width;
        const Ink neutral = ink(Token::TextSoft);
        for (const Entry& e : kEntries) {
            const Rect wide{x, middle - 7, 18, 14}, narrow{x + 5, middle - 8, 9, 16};
            switch (e.doing) {
                case Doing::Runs: pen_.fill(wide, 4, neutral); break;
                case Doing::Blocked:
                    pen_.list().add(stage::HatchItem{wide, 4, neutral.mixed(0.6F), 5, 1.3F});
                    pen_.outline(wide, 4, neutral.mixed(0.8F));
                    break;
                case Doing::Awaits:
                    pen_.list().add(stage::HatchItem{narrow, 3, neutral.mixed(0.8F), 5, 1.3F});
                    pen_.outline(narrow, 3, neutral);
                    break;
                case Doing::Ready: pen_.panel(narrow, 3, neutral.mixed(0.14F), neutral, 1.6F); break;
                case Doing::Asleep:
                    pen_.fill(narrow, 4.5F, neutral.mixed(0.25F));
                    pen_.list().add(stage::HatchItem{narrow, 4.5F, neutral.mixed(0.6F), 5, 1.3F});
                    break;
            }
            pen_.text({x + 26, middle}, e.word, Font::Small, ink(Token::TextSoft));
            x += 26 + pen_.width(Font::Small, e.word) + 22;
        }
        return width;
    }

    void draw_axis() {
        const float right = input_.size.x - kMargin;
        pen_.text({kGutter - 16, layout_.top - 24}, axis_.unit(), Font::Small, ink(Token::TextFaint),
                  Align::Right);
        float last = -100;
        for (const RaceAxis::Tick& tick : axis_.ticks()) {
            pen_.line({kGutter - 8, tick.y}, {right, tick.y}, ink(Token::Hairline));
            // Room for the tag of the playhead.
            if (std::abs(tick.y - now_y_) < 21 || tick.y - last < 16) continue;
            pen_.text({kGutter - 16, tick.y}, tick.label, Font::CodeTiny, ink(Token::TextFaint),
                      Align::Right);
            last = tick.y;
        }
        pen_.line({kMargin, layout_.totals}, {right, layout_.totals}, ink(Token::Hairline));
        const float middle = layout_.totals + (layout_.footer - layout_.totals) / 2;
        pen_.text({kGutter - 16, middle - 10}, "thread", Font::Small, ink(Token::TextFaint), Align::Right);
        pen_.text({kGutter - 16, middle + 8}, "time", Font::Small, ink(Token::TextFaint), Align::Right);
    }

    void draw_column(std::size_t i) {
        const float x = layout_.left(i), width = layout_.column_width - 24;
        if (i > 0)
            pen_.line({x - 12, layout_.header + 14}, {x - 12, layout_.footer - 4}, ink(Token::Hairline));
        const ColumnRun* r = run(i);
        std::string title = r != nullptr               ? r->title()
                            : i < input_.titles.size() ? input_.titles[i]
                                                       : std::string();
        const std::string sub = r != nullptr ? thread_words(*r) : std::string();
        const float drawn =
            pen_.text({x, layout_.title}, title, Font::Heading, ink(Token::Text), Align::Left, width);
        if (layout_.sub_beside_title) {
            if (pen_.fits(Font::Small, sub, width - drawn - 16))
                pen_.text({x + width, layout_.sub + 2}, sub, Font::Small, ink(Token::TextSoft), Align::Right);
        } else {
            pen_.text({x, layout_.sub}, sub, Font::Small, ink(Token::TextSoft), Align::Left, width);
        }
        const std::string trouble = i < input_.troubles.size() ? input_.troubles[i] : std::string();
        if (r == nullptr) {
            pen_.text({x, layout_.top + 24}, trouble.empty() ? "has not run yet" : trouble, Font::Small,
                      ink(Token::TextFaint), Align::Left, width);
        } else {
            draw_lanes(i, *r, x, width);
            draw_finish(*r, x, width, trouble);
            draw_totals(*r, x, width);
        }
        const Rect whole{x, layout_.header + 8, width, layout_.footer - layout_.header - 12};
        pen_.list().add(stage::HotItem{"column/" + std::to_string(i), whole, tip(r)});
    }

    static std::string tip(const ColumnRun* r) {
        if (r == nullptr) return "";
        std::string text = "A real run, recorded in virtual time: each thread has a core of its own";
        if (r->hidden_threads() > 0)
            text += ". The main thread only starts the others and waits for them; it is not drawn";
        return text;
    }

    void draw_lanes(std::size_t column, const ColumnRun& r, float x, float width) {
        const std::size_t lanes = r.lanes().size();
        if (lanes == 0) {
            pen_.text({x, layout_.top + 24}, "nothing was recorded", Font::Small, ink(Token::TextFaint),
                      Align::Left, width);
            return;
        }
        const float room = std::min(width / static_cast<float>(lanes), width);
        const bool headers = room >= kLaneForHeader;
        if (!headers) draw_common_header(r, x, width);
        std::size_t tokens = 0;
        int without_rail = 0;
        for (std::size_t i = 0; i < lanes; ++i) {
            const RunLane& lane = r.lanes()[i];
            LaneView view{&r, &lane, &axis_, input_.now, x + room * static_cast<float>(i), room, 0};
            view.block = block_width(lane, room);
            const float center = view.x + room / 2;
            if (headers) draw_lane_header(column, i, lane, center);
            if (room >= 12) {
                const float until = std::min(now_y_, axis_.after(lane.end));
                pen_.line({center, layout_.lanes + 30}, {center, std::max(until, layout_.top)},
                          ink(lane.has_loop ? Token::Loop : Token::Line).mixed(lane.has_loop ? 0.5F : 1.0F));
            }
            without_rail += draw_lane(pen_, view);
            const bool goes_on = input_.now.time < lane.end;
            if (goes_on && tokens < kMostTokens && room >= 24 && input_.now.time >= lane.begin) {
                ++tokens;
                tokens_.push_back({center, now_y_});
            }
        }
        if (without_rail > 0) draw_rest(r, x, width, without_rail);
    }

    void draw_rest(const ColumnRun& r, float x, float width, int without) {
        const std::string words = "+" + std::to_string(without) + " more";
        if (r.lanes().size() == 1 && pen_.fits(Font::Small, words, width * 0.2F)) {
            const float y = std::min(layout_.bottom - 12, axis_.top() + 60);
            if (y < now_y_) pen_.text({x + width, y}, words, Font::Small, ink(Token::TextSoft), Align::Right);
        }
    }

    void draw_common_header(const ColumnRun& r, float x, float width) {
        const bool loops = r.loops() > 0;
        const std::string words = std::to_string(r.lanes().size()) + (loops ? " loops" : " threads");
        const Rect box{x, layout_.lanes, width, 30};
        pen_.panel(box, 8, ink(Token::Raised),
                   ink(loops ? Token::Loop : Token::Line).mixed(loops ? 0.6F : 1.0F));
        const float text = pen_.width(Font::SmallStrong, words);
        if (loops)
            pen_.icon(Icon::LoopRing, {box.center().x - text / 2 - 14, box.center().y}, 15, ink(Token::Loop));
        pen_.text(box.center(), words, Font::SmallStrong, ink(Token::Text), Align::Center, width - 16);
    }

    void draw_lane_header(std::size_t column, std::size_t index, const RunLane& lane, float center) {
        const std::string words = (lane.has_loop ? "Loop " : "Thread ") + std::to_string(index + 1);
        const Rect box{center - 52, layout_.lanes, 104, 30};
        const Rect fitted = box.w > kLaneForHeader + 18 ? box : box;
        pen_.panel(fitted, 8, lane.has_loop ? ink(Token::Loop).mixed(0.10F) : ink(Token::Raised),
                   lane.has_loop ? ink(Token::Loop).mixed(0.7F) : ink(Token::Line));
        if (lane.has_loop)
            pen_.icon(Icon::LoopRing, {fitted.x + 22, fitted.center().y}, 16, ink(Token::Loop));
        pen_.text({fitted.center().x + (lane.has_loop ? 10.0F : 0.0F), fitted.center().y}, words,
                  Font::SmallStrong, ink(Token::Text), Align::Center, 80);
        pen_.list().add(stage::HotItem{"column/" + std::to_string(column) + "/lane/" + std::to_string(index),
                                       fitted, ""});
    }

    void draw_finish(const ColumnRun& r, float x, float width, const std::string& trouble) {
        const std::optional<std::int64_t> finish = finish_time(r, input_.now);
        const bool over = finish || (!r.finished() && input_.now.time >= r.end() && input_.now.within >= 1);
        if (!over) return;
        const float y = axis_.after(r.end()) + 1;
        const bool good = finish && r.outcome() == trace::Outcome::Done && trouble.empty();
        const std::size_t lanes = std::max<std::size_t>(1, r.lanes().size());
        const float room = width / static_cast<float>(lanes);
        const float inset = room >= 60 ? std::max(0.0F, room / 2 - 78) : 0;
        pen_.line({x + inset, y}, {x + width - inset, y}, ink(Token::Text), 2,
                  good ? stage::Dash::Solid : stage::Dash::Dashed);
        std::string time = finish ? format_seconds(*finish) : std::string();
        std::string note;
        if (!good) {
            note = !trouble.empty()                      ? trouble
                   : r.outcome() == trace::Outcome::Done ? "did not finish"
                                                         : std::string(trace::word(r.outcome()));
        } else if (input_.baseline < count_ && run(input_.baseline) != nullptr &&
                   run(input_.baseline) != &r) {
            // How much faster is known once the slower one has finished too.
            if (const auto slow = finish_time(*run(input_.baseline), input_.now))
                note = speed_up(*slow, *finish);
        }
        const float time_width = pen_.width(Font::LabelStrong, time);
        const float note_width = std::min(pen_.width(Font::Small, note), width - time_width - 70);
        const float pill =
            42 + time_width + (note_width > 0 ? note_width + (time.empty() ? 0.0F : 12.0F) : 0) + 14;
        const Rect box{x + (width - pill) / 2, std::min(y + 9, layout_.totals - 36), pill, 30};
        pen_.panel(box, 15, ink(Token::Raised), ink(Token::Line));
        pen_.icon(good ? Icon::Flag : Icon::Warning, {box.x + 24, box.center().y}, 15,
                  ink(good ? Token::Text : Token::Error));
        pen_.text({box.x + 40, box.center().y}, time, Font::LabelStrong, ink(Token::Text));
        pen_.text({box.right() - 14, box.center().y}, note, Font::Small, ink(Token::TextSoft), Align::Right,
                  note_width + 1);
    }

    void draw_totals(const ColumnRun& r, float x, float width) {
        double most = 0;
        for (std::size_t i = 0; i < count_; ++i) {
            if (run(i) == nullptr) continue;
            const ThreadTime t = run(i)->thread_time(run(i)->end());
            most = std::max(most, static_cast<double>(t.work + t.blocked + t.asleep));
        }
        const ThreadTime t = r.thread_time(input_.now.time);
        const float y = layout_.totals + 16;
        float at = x;
        const auto length = [&](std::int64_t ns) {
            return most > 0 ? static_cast<float>(static_cast<double>(ns) / most) * width : 0.0F;
        };
        const auto segment = [&](std::int64_t ns) {
            const Rect box{at, y, length(ns), kBarHeight};
            at += box.w;
            return Rect{box.x, box.y, std::max(0.0F, box.w - 1.2F), box.h};
        };
        const auto shares = r.work_by_task(input_.now.time);
        if (shares.size() <= kMostShares) {
            for (const auto& [task, ns] : shares) {
                if (const Rect box = segment(ns); box.w > 0.5F)
                    pen_.fill(box, std::min(3.0F, box.w / 2), r.task_ink(task));
            }
        } else if (const Rect box = segment(t.work); box.w > 0.5F) {
            pen_.fill(box, 3, ink(Token::TextSoft));
        }
        const auto hatched = [&](std::int64_t ns, float strength) {
            const Rect box = segment(ns);
            if (box.w < 1) return;
            const Ink neutral = ink(Token::TextSoft);
            const float radius = std::min(3.0F, box.w / 2);
            pen_.fill(box, radius, neutral.mixed(strength));
            pen_.list().add(stage::HatchItem{box, radius, neutral.mixed(0.55F), 5, 1.3F});
            pen_.outline(box, radius, neutral.mixed(0.7F));
        };
        hatched(t.blocked, 0.05F);
        hatched(t.asleep, 0.25F);
        const bool over = input_.now.time >= r.end();
        if (!over && at < x + width - 4)
            pen_.line({at + 3, y + kBarHeight / 2}, {x + width, y + kBarHeight / 2}, ink(Token::Line), 1.2F,
                      stage::Dash::Dashed);
        const std::string work = format_short(t.work) + " work";
        std::string idle;
        if (t.blocked > 0 || r.loops() == 0) idle = format_short(t.blocked) + " blocked";
        if (t.asleep > 0 || idle.empty())
            idle += (idle.empty() ? "" : ", ") + format_short(t.asleep) + " asleep";
        const float words = y + kBarHeight + 14;
        const float drawn =
            pen_.text({x, words}, work, Font::Small, ink(Token::Text), Align::Left, width / 2);
        pen_.text({x + width, words}, idle, Font::Small, ink(Token::TextSoft), Align::Right,
                  width - drawn - 10);
    }

    void draw_playhead() {
        const float right = input_.size.x - kMargin;
        const Ink line = ink(Token::Text);
        pen_.line({kGutter - 10, now_y_}, {right, now_y_}, line, 1.6F);
        const std::string time = time_tag();
        const float width = std::max(34.0F, pen_.width(Font::CodeTiny, time) + 14);
        const Rect tag{kGutter - 18 - width, now_y_ - 12, width, 24};
        pen_.fill(tag, 7, line);
        pen_.list().add(stage::PolyItem{
            {{tag.right() - 1, now_y_ - 6}, {tag.right() + 7, now_y_}, {tag.right() - 1, now_y_ + 6}}, line});
        pen_.text(tag.center(), time, Font::CodeTiny, ink(Token::Panel), Align::Center);
        for (const Vec2 at : tokens_) pen_.list().add(stage::GlowItem{at, 8, ink(Token::Glow)});
    }

    [[nodiscard]] std::string time_tag() const {
        const auto now = static_cast<double>(input_.now.time);
        if (axis_.end() >= 1'000'000'000) return format_fixed(now / 1e9, 3);
        if (axis_.end() >= 1'000'000) return format_fixed(now / 1e6, axis_.end() >= 100'000'000 ? 0 : 1);
        return format_fixed(now / 1e3, 0);
    }

    void draw_footer() {
        const float middle = (layout_.footer + input_.size.y) / 2 - 4;
        const float right = input_.size.x - kMargin;
        const std::string note = "four real runs, recorded in virtual time";
        bool all_over = count_ > 0;
        for (std::size_t i = 0; i < count_; ++i)
            all_over = all_over && run(i) != nullptr && finish_time(*run(i), input_.now);
        float until = right;
        const float note_width = pen_.width(Font::Small, note);
        std::vector<TakeawaySpan> spans;
        if (all_over)
            spans = columns_takeaway(
                {input_.runs.begin(), input_.runs.begin() + static_cast<std::ptrdiff_t>(count_)},
                input_.baseline);
        float needed = 0;
        for (const TakeawaySpan& span : spans)
            needed += pen_.width(span.strong ? Font::BodyStrong : Font::Body, span.text);
        if (kGutter + needed + 30 + note_width < right || spans.empty()) {
            pen_.text({right, middle}, note, Font::Small, ink(Token::TextFaint), Align::Right,
                      right - kMargin);
            until = right - note_width - 30;
        }
        if (spans.empty()) return;
        float x = kGutter;
        pen_.fill({x - 14, middle - 13, 3, 26}, 1.5F, ink(Token::Loop));
        for (const TakeawaySpan& span : spans) {
            const Font font = span.strong ? Font::BodyStrong : Font::Body;
            const float drawn =
                pen_.text({x, middle}, span.text, font, ink(span.strong ? Token::Text : Token::TextSoft),
                          Align::Left, until - x);
            x += drawn;
            if (drawn <= 0) break;
        }
    }

    const ColumnsInput& input_;
    Pen pen_;
    std::size_t count_;
    Layout layout_;
    RaceAxis axis_;
    float now_y_;
    std::vector<Vec2> tokens_;
};

}  // namespace

stage::DisplayList columns(const ColumnsInput& input) {
    stage::DisplayList list;
    list.bounds = {0, 0, input.size.x, input.size.y};
    if (input.metrics == nullptr || input.size.x < 120 || input.size.y < 120) return list;
    list.items.reserve(1024);
    Columns(input, list).draw();
    return list;
}

}  // namespace loopscope::slides
