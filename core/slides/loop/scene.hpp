// What the parts of the loop slide share while one frame is put together. Only for the loop slide.
#pragma once

#include "core/slides/actors.hpp"
#include "core/slides/loop/bars_in_view.hpp"
#include "core/slides/loop/lanes.hpp"
#include "core/slides/loop/rows.hpp"
#include "core/slides/loop/words.hpp"
#include "core/slides/pen.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace loopscope::slides {

// Which texts have been drawn where, so that what is not essential keeps off them.
class Taken {
public:
    void add(stage::Rect box) { boxes_.push_back(box); }
    [[nodiscard]] bool free(stage::Rect box) const;

private:
    std::vector<stage::Rect> boxes_;
};

struct LoopFonts {
    stage::Font label = stage::Font::Label, strong = stage::Font::LabelStrong;
    stage::Font code = stage::Font::CodeTiny, small = stage::Font::Small;
};

// Where the token is: on its way to row `row`, or at rest there.
struct Walker {
    std::size_t row = kNoRow;
    stage::Vec2 at;
    std::size_t first = kNoRow;  // of that row: the position where it began
    double y = 0;                // of the picture, unscrolled
    float walked = 1;            // of the row's arrow, if it has one
    bool on_arrow = false;       // not yet at its head
};

// The height of the shortest wait, between its rows.
inline constexpr float kLeastWait = 44;

struct LoopScene {
    const Frame& frame;
    const timeline::Timeline& timeline;
    const timeline::State& head;
    const LoopRows& rows;
    LaneLayout lanes;
    LoopFonts fonts;
    Pen& pen;
    Taken taken;
    std::size_t position = 0;
    std::size_t current = kNoRow;                // the last row that has begun
    std::size_t from_row = 0, to_row = 0;        // in view, and one behind
    std::shared_ptr<const RowWindow> view = {};  // covers them
    BarsInView bars = {};
    float top = 0;      // below the headers
    float stretch = 1;  // of all heights
    double scroll = 0;
    Walker token = {};

    [[nodiscard]] float y(double of_picture) const { return top + static_cast<float>(of_picture - scroll); }
    [[nodiscard]] double row_y(const Row& row) const { return row.y * static_cast<double>(stretch); }
    [[nodiscard]] float y(const Row& row) const { return y(row_y(row)); }
    // How tall a wait of so many nanoseconds is drawn.
    [[nodiscard]] double wait_height(std::int64_t ns) const {
        constexpr double kApart = 8;
        return std::max<double>(kLeastWait, static_cast<double>(ns) * rows.per_ns() - kApart) *
               static_cast<double>(stretch);
    }
    [[nodiscard]] float bar_width() const { return frame.dense ? 15 : 12; }
    // Whether a line of text there would be whole: it comes and goes as one.
    [[nodiscard]] bool shows(float at_y) const { return at_y - 8 >= top && at_y + 8 <= frame.size.y; }
    [[nodiscard]] bool is_ahead(const Row& row) const { return row.first > position; }

    [[nodiscard]] stage::Ink hue(const Lane& lane) const;
    [[nodiscard]] stage::Ink hue(trace::TaskId task) const;
};

// The two ends of a row's arrow, as lanes; equal where it has none.
struct ArrowLanes {
    std::size_t tail = kNoLane, head = kNoLane;
    [[nodiscard]] bool there() const { return tail != head && tail != kNoLane && head != kNoLane; }
};
ArrowLanes arrow_of(const LoopScene& scene, const Row& row);
bool is_answer(RowKind kind);  // leads back to whoever resumed: dashed
// Where the token rests once the row has happened (a wait: once it has begun).
std::size_t rest_lane(const LoopScene& scene, const Row& row);
// Picture y of the token at rest on a row; on a wait as far down as time has come.
double rest_y(const LoopScene& scene, std::size_t row);
Walker find_token(const LoopScene& scene);
// The lane that must be in view: of who acts now, or acted last.
std::size_t active_lane(const LoopRows& rows, std::size_t current);

void draw_lifelines(LoopScene& scene);
void draw_bars(LoopScene& scene);
void draw_rows(LoopScene& scene);
// Times within long waits, where the axis is that of time.
void draw_ticks(LoopScene& scene);
void draw_arrow(LoopScene& scene, const Row& row, const RowWords& words);
// Words that may be left out: what the bars mean. Behind everything else.
void draw_remarks(LoopScene& scene);
// What the state already determines, below the last row.
void draw_prospects(LoopScene& scene);
void draw_headers(LoopScene& scene);
float header_width(const LoopScene& scene, const Lane& lane);
void draw_badge(LoopScene& scene, const Lane& lane, stage::Vec2 center, float size, bool ahead = false);

// Text whose room is kept; knocks out what lies behind it where it `covers` lifelines.
void say(LoopScene& scene, stage::Vec2 at, std::string_view text, stage::Font font, stage::Ink color,
         stage::Align align, bool covers = false);

void put_icon(LoopScene& scene, stage::Icon icon, stage::Vec2 at, float size, stage::Ink color);

// The extent of a bar as far as it has come; h <= 0: nothing of it shows.
stage::Rect bar_box(const LoopScene& scene, std::size_t lane, const ViewBar& bar);
// Calls visit(lane, bar) for the bars that may be in view.
template <class Visit>
void each_bar(const LoopScene& scene, std::size_t lane_index, Visit visit) {
    const Lane lane = scene.rows.lane(lane_index);
    for (const ViewBar& bar : scene.bars.of(lane_index)) visit(lane, bar);
}
// Calls visit(index) for the lanes in view.
template <class Visit>
void each_lane(const LoopScene& scene, Visit visit) {
    if (scene.lanes.count > 0 && scene.lanes.in_view(0)) visit(std::size_t{0});
    for (std::size_t i = scene.lanes.from(); i < scene.lanes.to(); ++i) visit(i);
}

}  // namespace loopscope::slides
