#include "app/views/table.hpp"

#include "app/views/anatomy_view.hpp"
#include "app/views/columns_view.hpp"
#include "app/views/slide_view.hpp"

namespace loopscope::app::views {

Views table() {
    static const ViewEntry kTable[] = {slide_view(), columns_view(), anatomy_view()};
    return kTable;
}

}  // namespace loopscope::app::views
