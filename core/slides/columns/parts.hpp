// How the columns' picture is put together: what its parts share, and the parts.
#pragma once

#include "core/slides/columns/columns.hpp"
#include "core/slides/pen.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace loopscope::slides {

inline constexpr float kColumnsMargin = 24, kColumnsGutter = 96;  // the axis labels stand in the gutter
inline constexpr float kFlagRoom = 48;                            // below the axis

// Where everything stands; a low view gives up the second line first.
struct ColumnsLayout {
    float header, title, sub, lanes, top, bottom, totals, footer;
    float column_width;
    bool sub_beside_title;

    ColumnsLayout(stage::Vec2 size, std::size_t columns) {
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
        column_width = std::max(40.0F, (size.x - kColumnsGutter - kColumnsMargin) /
                                           static_cast<float>(std::max<std::size_t>(1, columns)));
    }
    [[nodiscard]] float left(std::size_t column) const {
        return kColumnsGutter + column_width * static_cast<float>(column);
    }
};

struct ColumnsView {
    const ColumnsInput& input;
    Pen& pen;
    std::size_t count;  // of columns
    ColumnsLayout layout;
    RaceAxis axis;
    float now_y;  // of the playhead

    [[nodiscard]] const ColumnRun* run(std::size_t i) const { return input.runs[i]; }
};

// Title band, legend and what each task does.
void draw_header(const ColumnsView& v);
// Ticks, grid and the bands of the instants.
void draw_axis(const ColumnsView& v);
void draw_playhead(const ColumnsView& v);
// The takeaway, once all have finished, and where the picture comes from.
void draw_footer(const ColumnsView& v);

// The finish line and its flag; nothing before the run has ended.
void draw_finish(const ColumnsView& v, const ColumnRun& r, float x, float width, const std::string& trouble);
// How the time of all threads of a run was spent so far.
void draw_totals(const ColumnsView& v, const ColumnRun& r, float x, float width);

}  // namespace loopscope::slides
