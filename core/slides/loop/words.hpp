// What stands beside the rows of the loop slide: a few words each, shorter than the narration's.
#pragma once

#include "core/slides/loop/rows.hpp"
#include "core/slides/slide.hpp"

#include <optional>
#include <string>

namespace loopscope::slides {

struct RowWords {
    std::string lead;  // said first, and the first to go where there is no room
    std::string body;
    std::string aside;  // in a quieter weight
    std::string more;   // said last, likewise quiet, and left out without harm
    std::string brief;  // instead of all that, where there is hardly any room; may be empty
    std::optional<stage::Icon> icon;
    bool error = false;
};

// As far as the row has come at the playhead; a row behind it in full.
RowWords words_of(const LoopRows& rows, const timeline::Timeline& timeline, const Row& row,
                  const Playhead& playhead);

// "timer due": why a task is resumed.
std::string reason_for(const timeline::State& head, const trace::Tables& tables, trace::Cause cause,
                       std::int64_t subject);

// As a program writes seconds: "1.0", "0.25".
std::string code_seconds(std::int64_t ns);

}  // namespace loopscope::slides
