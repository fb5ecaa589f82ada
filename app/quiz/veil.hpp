// The beginning of a recording as a recording of its own: what may be drawn while the rest must not be seen.
#pragma once

#include "core/timeline/timeline.hpp"

#include <cstddef>
#include <memory>

namespace loopscope::app::quiz {

class Veil {
public:
    // The first `position` events of `source`. Grows as `position` does; begins anew where it went back, or
    // `source` is another one.
    std::shared_ptr<const timeline::Timeline> up_to(const timeline::Timeline& source, std::size_t position);
    void drop();

private:
    // Only to know it again.
    const timeline::Timeline* source_ = nullptr;
    std::shared_ptr<timeline::Timeline> shown_;
};

}  // namespace loopscope::app::quiz
