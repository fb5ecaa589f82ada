#include "app/quiz/veil.hpp"

#include <algorithm>
#include <vector>

namespace loopscope::app::quiz {

std::shared_ptr<const timeline::Timeline> Veil::up_to(const timeline::Timeline& source,
                                                      std::size_t position) {
    position = std::min(position, source.size());
    const bool same =
        shown_ && source_ == &source && shown_->size() <= position && &shown_->tables() == &source.tables();
    if (!same) {
        source_ = &source;
        shown_ = std::make_shared<timeline::Timeline>(source.shared_tables());
    }
    std::vector<trace::Event> more;
    source.each(shown_->size(), position, [&](const trace::Event& e) { more.push_back(e); });
    shown_->append(more);
    return shown_;
}

void Veil::drop() {
    source_ = nullptr;
    shown_.reset();
}

}  // namespace loopscope::app::quiz
