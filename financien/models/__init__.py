from financien.models.begroting import Begrotingsregel, Kostenpost, Tijdsraming
from financien.models.financiering import Financieringsbron, Financieringsregel

__all__ = ["Begrotingsregel", "Financieringsbron", "Financieringsregel", "Kostenpost", "Tijdsraming"]
