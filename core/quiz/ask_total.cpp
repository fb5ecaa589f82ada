// "How long will it take in all?"
#include "core/base/format.hpp"
#include "core/quiz/future.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::quiz::detail {

namespace {

constexpr std::int64_t kLeastTime = 1'000'000;
constexpr std::size_t kMostTimes = 4, kWanted = 3;

bool near(std::int64_t a, std::int64_t b) {
    return std::abs(a - b) * 10 <= std::max(a, b);
}

}  // namespace

void ask_total_time(Question& question, const timeline::Timeline& rehearsal, lessons::Mode mode) {
    const std::int64_t total = rehearsal.time_at(rehearsal.size());
    if (rehearsal.size() == 0 || rehearsal[rehearsal.size() - 1].kind != trace::Kind::RunEnd ||
        total < kLeastTime)
        return;
    const Waits waits = waits_of(rehearsal);
    std::vector<std::int64_t> times;
    const auto add = [&](std::int64_t t) {
        if (times.size() >= kMostTimes || t < kLeastTime) return;
        if (std::ranges::none_of(times, [t](std::int64_t other) { return near(t, other); }))
            times.push_back(t);
    };
    add(total);
    for (const std::int64_t t : {waits.sum, waits.longest_task, waits.longest}) add(t);
    for (const std::int64_t t : {total * 2, total / 2, total * 3}) {
        if (times.size() < kWanted) add(t);
    }
    std::ranges::sort(times);

    const bool one_loop = mode == lessons::Mode::Async;
    for (const std::int64_t t : times) {
        Option option;
        option.claims = Claims::Total;
        option.text = format_short(t);
        option.total = t;
        if (t > total) option.misconception = mode == lessons::Mode::Sync ? 0 : 4;
        // Less than the longest wait: as if several shared it.
        const bool shared = t * 20 < waits.longest * 19;
        if (t < total) option.misconception = shared || !one_loop ? 5 : waits.blocked > 0 ? 11 : 6;
        question.options.push_back(std::move(option));
    }
}

}  // namespace loopscope::quiz::detail
