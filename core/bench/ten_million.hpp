// A made-up run of any length: a loop with many tasks alive, each of which does a few things, ends, and is
// followed by another. The same figures give the same run.
#pragma once

#include "core/timeline/timeline.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace loopscope::bench {

struct Mix {
    std::size_t events = 10'000'000;  // exactly
    std::size_t alive = 100'000;      // tasks at a time; ten times as many begin and end
    std::uint32_t seed = 1;
};

// Appends to the timeline piece by piece, as a run would; `each` is called behind every piece.
class TenMillion {
public:
    explicit TenMillion(const Mix& mix);
    ~TenMillion();
    TenMillion(const TenMillion&) = delete;
    TenMillion& operator=(const TenMillion&) = delete;

    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const;
    // The next `most` events or fewer; none when the run is as long as it was to be. Valid until the next
    // call.
    std::span<const trace::Event> next(std::size_t most = 65'536);

private:
    struct Writer;
    std::unique_ptr<Writer> writer_;
};

// All of it.
timeline::Timeline made_up_run(const Mix& mix);

}  // namespace loopscope::bench
