#include "core/link/board_reader.hpp"

#include <algorithm>

namespace loopscope::link {
namespace {

constexpr int kTries = 100;
// 146 years; with room above it for sums.
constexpr std::int64_t kMostNs = std::int64_t{1} << 62U;
constexpr double kMostRate = 1e9;

}  // namespace

BoardReader::Clocks BoardReader::clocks(const trace::Board& board, std::int64_t now) {
    for (int i = 0; i < kTries; ++i) {
        const std::uint32_t number = board.clock_number.load(std::memory_order_acquire);
        const Line line{board.loop.load(std::memory_order_acquire),
                        board.monotonic.load(std::memory_order_acquire),
                        board.rate.load(std::memory_order_acquire)};
        if ((number & 1U) != 0 || board.clock_number.load(std::memory_order_relaxed) != number) continue;
        line_ = line;
        break;
    }
    const std::int64_t begun = std::clamp<std::int64_t>(board.begun.load(std::memory_order_acquire), 0, now);
    const std::int64_t ended = board.ended.load(std::memory_order_acquire);
    const std::int64_t at = ended > 0 ? std::clamp(ended, begun, now) : now;
    const std::int64_t since = at - std::clamp<std::int64_t>(line_.monotonic, 0, at);
    const double rate = line_.rate > 0 ? std::min(line_.rate, kMostRate) : 0;
    const double passed = std::min(static_cast<double>(since) * rate, static_cast<double>(kMostNs) / 2);
    const std::int64_t loop =
        std::clamp<std::int64_t>(line_.loop, 0, kMostNs) + static_cast<std::int64_t>(passed);
    return {Nanos{loop}, Nanos{begun == 0 ? 0 : at - begun}};
}

}  // namespace loopscope::link
